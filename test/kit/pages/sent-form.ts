/** Sends a form as an agent's tab does, reads its answers in that tab, and opens its link as the visitor's browser does. */
import type { Call } from '../../../contracts/client.ts'
import { contextHash, type FormContext } from '../../../contracts/form-context.ts'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { protocol } from '../../../contracts/protocol.ts'
import type { OpenedForm } from '../../../contracts/visitor-form.ts'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../../widgets/shared/seal-answer.ts'
import { trustForm } from '../../../widgets/shared/trust-form.ts'
import { parseVisitorLink, withFingerprint } from '../../../widgets/shared/visitor-link.ts'
import { agentId, newVisitorSecret, type Site } from '../site.ts'

export interface SentForm {
  readonly formId: string
  readonly conversationId: string
  /** The link in the chat, with the fingerprint that the agent's tab has appended. */
  readonly link: string
  /**
   * Returns the stored and the sealed answers that the agent reads, by question. Can be called only once, because it uses up the
   * sealed answers.
   */
  answers(): Promise<Readonly<Record<string, string>>>
  /** Cancels the form as the agent. */
  cancel(): Promise<unknown>
  /** Closes the conversation as the chat backend. */
  closeConversation(): Promise<unknown>
}

export interface FormToSend {
  readonly locale?: string
  readonly only?: readonly string[]
  readonly context?: FormContext
}

/** Sends a form as agent-7, with a new sign-in and in a new conversation. */
export const sendSealedForm = async (
  site: Site,
  templateId = 'card-payment',
  { locale = 'en', ...more }: FormToSend = {},
): Promise<SentForm> => {
  const [agent, backend] = await Promise.all([site.signIn('agent'), site.signIn('chat-backend', 'chat')])
  const conversationId = `chat-${crypto.randomUUID()}`
  await backend.reply('put-conversation', { path: { conversationId }, body: { agentId } })
  const key = await createSealingKey()
  const template = await agent.reply('get-template', { path: { templateId } })
  const fingerprint = await key.fingerprint({ template, locale, ...more })
  const body: Call<(typeof protocol)['send-form']>['body'] = {
    ...{ templateId, locale, sealingKey: key.sealingKey },
    ...(more.only && { only: [...more.only] }),
    ...(more.context && { context: more.context }),
  }
  const { formId, link } = await agent.reply('send-form', { path: { conversationId }, body })
  return {
    formId,
    conversationId,
    link: withFingerprint(link, fingerprint),
    cancel: async () => (await site.signIn('agent')).reply('cancel-form', { path: { formId } }),
    closeConversation: async () =>
      (await site.signIn('chat-backend', 'chat')).reply('close-conversation', { path: { conversationId } }),
    async answers() {
      const reader = await site.signIn('agent')
      const { submissionId = '' } = await reader.reply('get-form', { path: { formId } })
      const { retrieveKey } = await reader.reply('issue-retrieve-key', { path: { formId } })
      const retrieved = await reader.reply('retrieve-submission', { path: { submissionId }, body: { retrieveKey } })
      const { answers, sealedAnswers = {}, templateVersion } = retrieved
      const opened = Object.entries(sealedAnswers).map(async ([id, sealed]) => {
        const questionId = QuestionId.parse(id)
        const place = {
          formId,
          templateVersion,
          questionId,
          contextHash: more.context && (await contextHash(more.context)),
        }
        return [id, await key.open(sealed, place)] as const
      })
      return { ...answers, ...Object.fromEntries(await Promise.all(opened)) }
    },
  }
}

/** The answers to the shipped template `card-payment` as the visitor types them. The security code is sealed. */
export const cardSheet = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111 1111 1111 1111',
  'card-expiry': '05/39',
  'postal-code': '1010',
} as const
export const securityCode = '737'

export interface LinkedForm {
  readonly form: OpenedForm
  report(questions: Readonly<Record<string, 'empty' | 'valid' | 'invalid'>>): Promise<unknown>
  decline(): Promise<unknown>
  /** Submits the form, and returns the submission id. */
  submit(answers: Readonly<Record<string, string>>, sealed?: Readonly<Record<string, string>>): Promise<string>
  submitCard(): Promise<string>
}

/** Opens a link as the visitor's browser would, over HTTP. */
export const openLink = async ({ visitor }: Pick<Site, 'visitor'>, link: string): Promise<LinkedForm> => {
  const [openKey = ''] = new URL(link).hash.slice(1).split('.')
  const visitorSecret = newVisitorSecret()
  const form = await visitor.reply('open-form', { body: { openKey, visitorSecret } })
  const { formId } = form
  const proof = { formId, visitorSecret }
  const seal = async (id: string, answer: string) =>
    sealAnswer(answer, {
      sealingKey: form.sealingKey ?? '',
      formId,
      templateVersion: form.template.version,
      questionId: QuestionId.parse(id),
      contextHash: form.context && (await contextHash(form.context)),
    })
  const submit: LinkedForm['submit'] = async (answers, sealed = {}) => {
    const { submitKey } = await visitor.reply('issue-submit-key', { body: proof })
    const entries = Object.entries(sealed).map(async ([id, answer]) => [id, await seal(id, answer)] as const)
    const sealedAnswers = Object.fromEntries(await Promise.all(entries))
    const more = Object.keys(sealed).length === 0 ? {} : { sealedAnswers }
    return (await visitor.reply('submit-form', { body: { ...proof, submitKey, answers, ...more } })).submissionId
  }
  return {
    form,
    report: (questions) => visitor.reply('report-progress', { body: { ...proof, questions } }),
    decline: () => visitor.reply('decline-form', { body: proof }),
    submit,
    submitCard: () => submit(cardSheet, { 'card-verification-code': securityCode }),
  }
}

/**
 * Returns the reason for which the visitor's page would not trust the form behind this link, or `none` if the page would trust
 * it.
 */
export const reasonToDistrust = async (
  link: string,
  { template, sealingKey, context }: OpenedForm,
): Promise<string> => {
  const fingerprint = parseVisitorLink(new URL(link).hash)?.fingerprint
  const trust = await trustForm({ questions: template.questions, context, sealingKey, fingerprint })
  return trust.trusted ? 'none' : trust.reason
}
