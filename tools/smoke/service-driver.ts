/** Acts as the chat backend, as two agents and as visitors. Each check has its own forms. */
import { randomBytes, randomUUID } from 'node:crypto'
import type * as z from 'zod/mini'
import { ConversationId, type FormId, QuestionId, type SubmissionId } from '../../contracts/identifiers.ts'
import type { protocol } from '../../contracts/protocol.ts'
import type { SealedAnswer } from '../../contracts/sealing.ts'
import { type AgentSealingKey, createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import type { Observation } from './observation.ts'
import { type Caller, callerWith, type RecordingClient } from './recording-client.ts'
import type { SignIns } from './sign-ins.ts'

/** A published test number, not a real card. */
export const cardNumber = '4111111111111111'
export const cardNumberQuestion = QuestionId.parse('card-number')
export const verificationCode = '737'
export const verificationQuestion = QuestionId.parse('card-verification-code')

export interface SentForm {
  readonly formId: FormId
  readonly openKey: string
  readonly link: string
  /** The sealing key of the agent's tab. */
  readonly tab: AgentSealingKey
  /**
   * The fingerprint for the link: a hash of the sealing key and of the questions in the template that the agent has
   * read.
   */
  readonly fingerprint: string
}

export interface OpenedForm extends SentForm {
  readonly visitorSecret: string
  readonly templateVersion: number
  readonly reply: z.output<(typeof protocol)['open-form']['reply']>
}

export interface SubmittedForm extends OpenedForm {
  readonly submissionId: SubmissionId
  readonly submission: Submission
}

export interface Submission {
  readonly formId: FormId
  readonly visitorSecret: string
  readonly submitKey: string
  readonly answers: Readonly<Record<string, string>>
  readonly sealedAnswers: Readonly<Record<string, SealedAnswer>>
}

export const newVisitorSecret = (): string => randomBytes(32).toString('base64url')

/** Returns December of next year as an expiry date. */
const cardExpiry = (): string => `12/${String(new Date().getUTCFullYear() + 1).slice(-2)}`

export const createServiceDriver = ({
  wire,
  signIns,
}: {
  readonly wire: RecordingClient
  readonly signIns: SignIns
}) => {
  const backend = callerWith(wire, signIns.backend)
  const agent = callerWith(wire, signIns.agent)
  const otherAgent = callerWith(wire, signIns.otherAgent)
  /** A caller without a token. */
  const visitor = callerWith(wire)
  const active = new Set<ConversationId>()

  const newConversation = async (): Promise<ConversationId> => {
    const conversationId = ConversationId.parse(`smoke-${randomUUID()}`)
    await backend.reply('put-conversation', { path: { conversationId }, body: { agentId: signIns.agentId } })
    active.add(conversationId)
    return conversationId
  }

  const closeConversation = async (conversationId: ConversationId): Promise<void> => {
    await backend.reply('close-conversation', { path: { conversationId } })
    active.delete(conversationId)
  }

  /** Sends a form. By default, this function and all functions below use a new conversation. */
  const sendForm = async (conversationId?: ConversationId): Promise<SentForm> => {
    const tab = await createSealingKey()
    const templateId = 'card-payment'
    const locale = 'en'
    const template = await agent.reply('get-template', { path: { templateId } })
    const { formId, openKey, link } = await agent.reply('send-form', {
      path: { conversationId: conversationId ?? (await newConversation()) },
      body: { templateId, templateVersion: template.version, locale, sealingKey: tab.sealingKey },
    })
    return { formId, openKey, link, tab, fingerprint: await tab.fingerprint({ template, locale }) }
  }

  const openForm = async (form: SentForm): Promise<OpenedForm> => {
    const visitorSecret = newVisitorSecret()
    const reply = await visitor.reply('open-form', { body: { openKey: form.openKey, visitorSecret } })
    return { ...form, visitorSecret, templateVersion: reply.template.version, reply }
  }

  /**
   * Returns the request with which a visitor's page submits a form. The request contains a new key. By default, it is
   * for a newly opened form.
   */
  const fillIn = async (given?: OpenedForm): Promise<Submission> => {
    const { formId, visitorSecret, templateVersion, tab } = given ?? (await openForm(await sendForm()))
    const place = { formId, templateVersion, questionId: verificationQuestion }
    const sealed = await sealAnswer(verificationCode, { sealingKey: tab.sealingKey, ...place })
    const { submitKey } = await visitor.reply('issue-submit-key', { body: { formId, visitorSecret } })
    return {
      formId,
      visitorSecret,
      submitKey,
      answers: { 'cardholder-name': 'Smoke Test', [cardNumberQuestion]: cardNumber, 'card-expiry': cardExpiry() },
      sealedAnswers: { [verificationQuestion]: sealed },
    }
  }

  const submitForm = async (conversationId?: ConversationId): Promise<SubmittedForm> => {
    const form = await openForm(await sendForm(conversationId))
    const submission = await fillIn(form)
    const { submissionId } = await visitor.reply('submit-form', { body: submission })
    return { ...form, submission, submissionId }
  }

  return {
    wire,
    agent,
    otherAgent,
    visitor,
    newConversation,
    closeConversation,
    sendForm,
    openForm,
    fillIn,
    submitForm,
    issueRetrieveKey: async ({ formId }: SentForm): Promise<string> =>
      (await agent.reply('issue-retrieve-key', { path: { formId } })).retrieveKey,
    retrieve: ({ submissionId }: { submissionId: SubmissionId }, retrieveKey: string, by: Caller = agent) =>
      by.call('retrieve-submission', { path: { submissionId }, body: { retrieveKey } }),
    /**
     * Closes the open conversations, so that data from the run can no longer be read. Never throws, because an error
     * must not change the result of the finished run.
     */
    async leave(): Promise<void> {
      for (const conversationId of active) await closeConversation(conversationId).catch(() => {})
    },
  }
}

export type ServiceDriver = ReturnType<typeof createServiceDriver>

/** One check, with its name. */
export interface Check {
  readonly name: string
  /**
   * Runs the check. Returns the observation that decided its result.
   * @throws {Unexpected} at the first unexpected result
   */
  run(driver: ServiceDriver): Promise<Observation>
}
