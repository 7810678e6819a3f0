/** The calls of agents and the chat backend. */
import { cancelForm as cancelFormStep } from '../../../contracts/steps/cancel-form.ts'
import { issueRetrieveKey as issueRetrieveKeyStep } from '../../../contracts/steps/issue-retrieve-key.ts'
import { resendForm as resendFormStep } from '../../../contracts/steps/resend-form.ts'
import { retrieveSubmission as retrieveSubmissionStep } from '../../../contracts/steps/retrieve-submission.ts'
import { cancelForm } from '../../../lambdas/control-zone/cancel-form.ts'
import { closeConversation } from '../../../lambdas/control-zone/close-conversation.ts'
import { putConversation } from '../../../lambdas/control-zone/put-conversation.ts'
import { resendForm } from '../../../lambdas/control-zone/resend-form.ts'
import { sendForm } from '../../../lambdas/control-zone/send-form.ts'
import { signOut } from '../../../lambdas/control-zone/sign-out.ts'
import { staySignedIn } from '../../../lambdas/control-zone/stay-signed-in.ts'
import { hashOf } from '../../../lambdas/core/one-time-keys/one-time-key.ts'
import type { PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import { issueRetrieveKey } from '../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../lambdas/pci-zone/retrieve-submission.ts'
import type { Party } from '../history.ts'
import { type Agent, type Conversation, chatBackend, sealingKey, templateId } from './fixtures.ts'
import { type Observed, type StepCall, stepCall } from './step-call.ts'

const address = '192.0.2.1'

const partyOf = ({ siteId, subject, sessionHash }: PersonPrincipal): Party => ({
  kind: 'person',
  siteId,
  subject,
  session: sessionHash,
})

export const sendFormCall = (principal: PersonPrincipal, { siteId, conversationId }: Conversation): StepCall =>
  stepCall(
    { step: 'send-form', by: partyOf(principal), siteId: principal.siteId, conversationId },
    (ports) =>
      sendForm(ports)({ principal, path: { conversationId }, query: {}, body: { templateId, sealingKey }, address }),
    (sent) => openKeyOf(siteId, sent),
  )

const openKeyOf = (siteId: string, sent: { formId: string; openKey: string; openKeyExpiresAt: string }): Observed => ({
  formId: sent.formId,
  key: {
    key: hashOf(sent.openKey),
    secret: sent.openKey,
    action: 'open',
    siteId,
    formId: sent.formId,
    expiresAt: Date.parse(sent.openKeyExpiresAt),
  },
})

export const resendFormCall = (principal: PersonPrincipal, formId: string): StepCall =>
  stepCall(
    { step: 'resend-form', by: partyOf(principal), formId },
    (ports) =>
      resendForm(ports)({
        principal,
        path: resendFormStep.pathParameters.parse({ formId }),
        query: {},
        body: {},
        address,
      }),
    (sent) => openKeyOf(principal.siteId, sent),
  )

export const cancelFormCall = (principal: PersonPrincipal, formId: string): StepCall =>
  stepCall({ step: 'cancel-form', by: partyOf(principal), formId }, (ports) =>
    cancelForm(ports)({
      principal,
      path: cancelFormStep.pathParameters.parse({ formId }),
      query: {},
      body: {},
      address,
    }),
  )

export const issueRetrieveKeyCall = (principal: PersonPrincipal, formId: string): StepCall =>
  stepCall(
    { step: 'issue-retrieve-key', by: partyOf(principal), formId },
    (ports) =>
      issueRetrieveKey(ports)({
        principal,
        path: issueRetrieveKeyStep.pathParameters.parse({ formId }),
        query: {},
        body: {},
        address,
      }),
    ({ submissionId, retrieveKey, expiresAt }) => ({
      submissionId,
      key: {
        key: hashOf(retrieveKey),
        secret: retrieveKey,
        action: 'retrieve',
        siteId: principal.siteId,
        formId,
        submissionId,
        to: principal.subject,
        session: principal.sessionHash,
        expiresAt: Date.parse(expiresAt),
      },
    }),
  )

export const retrieveSubmissionCall = (
  principal: PersonPrincipal,
  { submissionId, retrieveKey }: { submissionId: string; retrieveKey: string },
): StepCall =>
  stepCall(
    { step: 'retrieve-submission', by: partyOf(principal), submissionId, key: hashOf(retrieveKey) },
    (ports) =>
      retrieveSubmission(ports)({
        principal,
        path: retrieveSubmissionStep.pathParameters.parse({ submissionId }),
        query: {},
        body: { retrieveKey },
        address,
      }),
    (reply) => ({
      formId: reply.formId,
      submissionId: reply.submissionId,
      clear: { submissionId: reply.submissionId, text: JSON.stringify(reply.answers) },
    }),
  )

export const signOutCall = (principal: PersonPrincipal): StepCall =>
  stepCall({ step: 'sign-out', by: partyOf(principal) }, (ports) => signOut(ports)({ principal }))

export const staySignedInCall = (principal: PersonPrincipal): StepCall =>
  stepCall({ step: 'stay-signed-in', by: partyOf(principal) }, (ports) => staySignedIn(ports)({ principal }))

export const putConversationCall = ({ siteId, conversationId }: Conversation, to: Agent): StepCall =>
  stepCall({ step: 'put-conversation', by: { kind: 'machine', siteId }, siteId, conversationId }, (ports) =>
    putConversation(ports)({
      principal: chatBackend(siteId),
      path: { conversationId },
      query: {},
      body: { agentId: to.subject },
      address,
    }),
  )

export const closeConversationCall = ({ siteId, conversationId }: Conversation): StepCall =>
  stepCall({ step: 'close-conversation', by: { kind: 'machine', siteId }, siteId, conversationId }, (ports) =>
    closeConversation(ports)({
      principal: chatBackend(siteId),
      path: { conversationId },
      query: {},
      body: {},
      address,
    }),
  )
