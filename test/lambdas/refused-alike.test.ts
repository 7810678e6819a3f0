/** Promise I9, abuse 53: a refused step makes the same calls for an id that exists and for one that does not. */
import { expect, test } from 'vitest'
import { ConversationId, FormId, SubmissionId, TemplateId } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'
import { cancelForm } from '../../lambdas/control-zone/cancel-form.ts'
import { declineForm } from '../../lambdas/control-zone/decline-form.ts'
import { extendForm } from '../../lambdas/control-zone/extend-form.ts'
import { getForm } from '../../lambdas/control-zone/get-form.ts'
import { listForms } from '../../lambdas/control-zone/list-forms.ts'
import { openForm } from '../../lambdas/control-zone/open-form.ts'
import { reportProgress } from '../../lambdas/control-zone/report-progress.ts'
import { resendForm } from '../../lambdas/control-zone/resend-form.ts'
import { resumeForm } from '../../lambdas/control-zone/resume-form.ts'
import { sendForm } from '../../lambdas/control-zone/send-form.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import { isRefusal, type Outcome } from '../../lambdas/core/outcome.ts'
import { issueRetrieveKey } from '../../lambdas/pci-zone/issue-retrieve-key.ts'
import { issueSubmitKey } from '../../lambdas/pci-zone/issue-submit-key.ts'
import { retrieveSubmission } from '../../lambdas/pci-zone/retrieve-submission.ts'
import { submitForm } from '../../lambdas/pci-zone/submit-form.ts'
import type { Turn } from '../../local/memory/turns.ts'
import { storeSubmission } from './pci-zone/stored-submission.ts'
import { request, siteFixture } from './site-fixture.ts'

type Ports = ReturnType<ReturnType<typeof siteFixture>['ports']>
type Person = ReturnType<ReturnType<typeof siteFixture>['signIn']>

interface Ids {
  readonly formId: FormId
  readonly conversationId: ConversationId
  readonly submissionId: SubmissionId
  readonly openKey: string
  readonly submitKey: string
  readonly retrieveKey: string
}

const unknown: Ids = {
  formId: FormId.parse('5b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d'),
  conversationId: ConversationId.parse('no-chat'),
  submissionId: SubmissionId.parse('6b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d'),
  openKey: `sfo_${'u'.repeat(42)}A`,
  submitKey: `sfs_${'u'.repeat(42)}A`,
  retrieveKey: `sfr_${'u'.repeat(42)}A`,
}
const cardPayment = TemplateId.parse('card-payment')
const visitorSecret = VisitorSecret.parse(`${'w'.repeat(42)}A`)
const visitor = <Body>(body: Body) => ({ path: {}, query: {}, body, address: '192.0.2.1' })

/** A call of another visitor, or of another agent of the site. */
const steps: Record<string, (ports: Ports, ids: Ids, by: Person) => Promise<Outcome<unknown>>> = {
  'send-form': (ports, { conversationId }, by) =>
    sendForm(ports)(request(by, { path: { conversationId }, query: {}, body: { templateId: cardPayment } })),
  'list-forms': (ports, { conversationId }, by) =>
    listForms(ports)(request(by, { path: { conversationId }, query: { limit: 50 }, body: {} })),
  'get-form': (ports, { formId }, by) => getForm(ports)(request(by, { path: { formId }, query: {}, body: {} })),
  'resend-form': (ports, { formId }, by) => resendForm(ports)(request(by, { path: { formId }, query: {}, body: {} })),
  'cancel-form': (ports, { formId }, by) => cancelForm(ports)(request(by, { path: { formId }, query: {}, body: {} })),
  'issue-retrieve-key': (ports, { formId }, by) =>
    issueRetrieveKey(ports)(request(by, { path: { formId }, query: {}, body: {} })),
  'retrieve-submission': (ports, { submissionId, retrieveKey }, by) =>
    retrieveSubmission(ports)(request(by, { path: { submissionId }, query: {}, body: { retrieveKey } })),
  'open-form': (ports, { openKey }) => openForm(ports)(visitor({ openKey, visitorSecret })),
  'resume-form': (ports, { formId }) => resumeForm(ports)(visitor({ formId, visitorSecret })),
  'extend-form': (ports, { formId }) => extendForm(ports)(visitor({ formId, visitorSecret })),
  'report-progress': (ports, { formId }) => reportProgress(ports)(visitor({ formId, visitorSecret, questions: {} })),
  'issue-submit-key': (ports, { formId }) => issueSubmitKey(ports)(visitor({ formId, visitorSecret })),
  'submit-form': (ports, { formId, submitKey }) =>
    submitForm(ports)(visitor({ formId, visitorSecret, submitKey, answers: {} })),
  'decline-form': (ports, { formId }) => declineForm(ports)(visitor({ formId, visitorSecret })),
}

/** The refusal and every call that it made, in order. */
const refusedCalls = async (step: string, isKnown: boolean) => {
  const fixture = siteFixture()
  const stored = await storeSubmission(fixture, { state: 'active' })
  const visitorHash = hashOf('the visitor')
  fixture.tables.forms.put(stored.formId, { ...stored.form, visitorHash })
  const known = { ...unknown, ...stored }
  const { siteId, conversationId, formId } = stored
  for (const action of ['open', 'submit', 'retrieve'] as const) {
    const keyHash = hashOf(known[`${action}Key`])
    const binding = {
      siteId,
      conversationId,
      formId,
      generation: 1,
      expiresAt: fixture.clock.now() + 30_000,
      claimedBy: 'the first',
    }
    if (isKnown) fixture.tables.keys.put(keyHash, { keyHash, action, ...binding })
  }
  const calls: string[] = []
  const recording: Turn = async (call, moment) => {
    if (moment === 'before') calls.push(call)
  }
  const by = fixture.signIn('agent', 'agent-8')
  const outcome = await steps[step]?.(fixture.ports(recording), isKnown ? known : unknown, by)
  return { refused: outcome !== undefined && isRefusal(outcome) && outcome.refused, calls }
}

test.each(Object.keys(steps))(
  '%s is refused with the same port calls for ids that exist and ids that do not',
  async (step) => {
    const known = await refusedCalls(step, true)
    expect(known.refused).toBe('not-available')
    expect(await refusedCalls(step, false)).toEqual(known)
  },
)
