/** Acts as the chat backend, as two agents and as visitors. Each check has its own forms. */
import { randomBytes, randomUUID } from 'node:crypto'
import type * as z from 'zod/mini'
import { ConversationId, type FormId, QuestionId, type SubmissionId } from '../../contracts/identifiers.ts'
import { protocol } from '../../contracts/protocol.ts'
import type { SealedAnswer } from '../../contracts/sealing.ts'
import { type AgentSealingKey, createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import type { Observation } from './observation.ts'
import { must, type RecordingClient } from './recording-client.ts'
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
  /** The key of the agent's tab. */
  readonly tab: AgentSealingKey
  /** Over the sealing key and the questions of the template that the agent has read. */
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

/** December of next year. */
const cardExpiry = (): string => `12/${String(new Date().getUTCFullYear() + 1).slice(-2)}`

export const createServiceDriver = ({
  wire,
  signIns,
}: {
  readonly wire: RecordingClient
  readonly signIns: SignIns
}) => {
  const { backend, agent, agentId } = signIns
  const active = new Set<ConversationId>()

  const converse = async (): Promise<ConversationId> => {
    const conversationId = ConversationId.parse(`smoke-${randomUUID()}`)
    await must(wire, protocol['put-conversation'], {
      path: { conversationId },
      body: { agentId },
      accessToken: backend,
    })
    active.add(conversationId)
    return conversationId
  }

  const close = async (conversationId: ConversationId): Promise<void> => {
    await must(wire, protocol['close-conversation'], { path: { conversationId }, accessToken: backend })
    active.delete(conversationId)
  }

  const sent = async (conversationId?: ConversationId): Promise<SentForm> => {
    const tab = await createSealingKey()
    const templateId = 'card-payment'
    const locale = 'en'
    const template = await must(wire, protocol['get-template'], { path: { templateId }, accessToken: agent })
    const { formId, openKey, link } = await must(wire, protocol['send-form'], {
      path: { conversationId: conversationId ?? (await converse()) },
      body: { templateId, templateVersion: template.version, locale, sealingKey: tab.sealingKey },
      accessToken: agent,
    })
    return { formId, openKey, link, tab, fingerprint: await tab.fingerprint({ template, locale }) }
  }

  const open = async (form: SentForm): Promise<OpenedForm> => {
    const visitorSecret = newVisitorSecret()
    const reply = await must(wire, protocol['open-form'], { body: { openKey: form.openKey, visitorSecret } })
    return { ...form, visitorSecret, templateVersion: reply.template.version, reply }
  }

  const submitKey = async ({ formId, visitorSecret }: OpenedForm): Promise<string> =>
    (await must(wire, protocol['issue-submit-key'], { body: { formId, visitorSecret } })).submitKey

  /** Everything that a visitor's page would send, with a new key. */
  const fillIn = async (form: OpenedForm): Promise<Submission> => {
    const { formId, visitorSecret, templateVersion, tab } = form
    const place = { formId, templateVersion, questionId: verificationQuestion }
    const sealed = await sealAnswer(verificationCode, { sealingKey: tab.sealingKey, ...place })
    return {
      formId,
      visitorSecret,
      submitKey: await submitKey(form),
      answers: { 'cardholder-name': 'Smoke Test', [cardNumberQuestion]: cardNumber, 'card-expiry': cardExpiry() },
      sealedAnswers: { [verificationQuestion]: sealed },
    }
  }

  const submitted = async (conversationId?: ConversationId): Promise<SubmittedForm> => {
    const form = await open(await sent(conversationId))
    const submission = await fillIn(form)
    const { submissionId } = await must(wire, protocol['submit-form'], { body: submission })
    return { ...form, submission, submissionId }
  }

  const retrieveKey = async ({ formId }: SentForm): Promise<string> =>
    (await must(wire, protocol['issue-retrieve-key'], { path: { formId }, accessToken: agent })).retrieveKey

  return {
    wire,
    signIns,
    converse,
    close,
    sent,
    open,
    submitKey,
    fillIn,
    submitted,
    retrieveKey,
    /** Without `accessToken` the call has no token. */
    retrieve: ({ submissionId }: { submissionId: SubmissionId }, retrieveKey: string, accessToken?: string) =>
      wire.call(protocol['retrieve-submission'], {
        path: { submissionId },
        body: { retrieveKey },
        ...(accessToken !== undefined && { accessToken }),
      }),
    /** Closes the open conversations, so that no data of the run can be read any more. Never throws, because the run has ended. */
    async leave(): Promise<void> {
      for (const conversationId of active) await close(conversationId).catch(() => {})
    },
  }
}

export type ServiceDriver = ReturnType<typeof createServiceDriver>

/** One check: its name, and what it does. It returns the observation that decided. */
export interface Check {
  readonly name: string
  /** @throws {Unexpected} at the first result that is not as expected. */
  run(scene: ServiceDriver): Promise<Observation>
}
