/** A site of its own for a test, with a chat, its agent and the visitor, and the steps of a form's journey. */
import { randomBytes, randomUUID } from 'node:crypto'
import { Template } from '../../contracts/template.ts'
import { type Reply, type RequestOptions, sendRequest, textField } from '../kit/http-client.ts'
import type { Service } from '../kit/service.ts'

export interface SentForm {
  readonly formId: string
  readonly openKey: string
  readonly conversationId: string
}

export interface OpenedForm extends SentForm {
  readonly visitorSecret: string
}

export interface SubmittedForm extends OpenedForm {
  readonly submissionId: string
  readonly submitKey: string
}

export const newConversationId = (): string => `chat-${randomUUID()}`
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Good answers to the shipped template `bank-account`. */
export const bankAnswers = {
  'account-holder': 'Ada Lovelace',
  iban: 'DE89370400440532013000',
  'may-use-account': 'yes',
} as const

export const newScene = async (target: Service, givenSiteId?: string) => {
  const siteId = givenSiteId ?? (await target.newSiteId())
  const token = (profile: string, subject: string, authTime?: string) =>
    target.token({ siteId, profile, subject, ...(authTime !== undefined && { authTime }) })
  const [backend, agent] = await Promise.all([token('chat-backend', 'chat'), token('agent', 'agent-7')])
  const request = (method: string, path: string, asked?: RequestOptions) => sendRequest(target, method, path, asked)
  const post = (path: string, body: unknown = {}, token?: string): Promise<Reply> =>
    request('POST', path, { token, body })

  const putConversation = (conversationId: string, agentId = 'agent-7', more: object = {}) =>
    request('PUT', `/v1/conversations/${conversationId}`, { token: backend, body: { agentId, ...more } })
  const newConversation = async (agentId = 'agent-7'): Promise<string> => {
    const conversationId = newConversationId()
    textField(await putConversation(conversationId, agentId), 'status')
    return conversationId
  }
  const conversationId = await newConversation()

  /** The latest version, as the agent's tab reads it. */
  const template = async (templateId: string): Promise<Template> =>
    Template.parse((await request('GET', `/v1/templates/${templateId}`, { token: agent })).body)
  const send = (body: object = {}, { by = agent, to = conversationId } = {}) =>
    post(`/v1/conversations/${to}/forms`, { templateId: 'bank-account', ...body }, by)
  const sent = async (body: object = {}, options: { by?: string; to?: string } = {}): Promise<SentForm> => {
    const reply = await send(body, options)
    const formId = textField(reply, 'formId')
    return { formId, openKey: textField(reply, 'openKey'), conversationId: options.to ?? conversationId }
  }
  const open = (openKey: string, visitorSecret: string) => post('/v1/visitor/open', { openKey, visitorSecret })
  const openedFrom = async (form: SentForm): Promise<OpenedForm> => {
    const visitorSecret = newSecret()
    textField(await open(form.openKey, visitorSecret), 'formId')
    return { ...form, visitorSecret }
  }
  const opened = async (body: object = {}, options: { by?: string; to?: string } = {}): Promise<OpenedForm> =>
    openedFrom(await sent(body, options))
  const proofOf = ({ formId, visitorSecret }: OpenedForm) => ({ formId, visitorSecret })
  const issueSubmitKey = (form: OpenedForm) => post('/v1/visitor/submit-key', proofOf(form))
  const submitKeyFor = async (form: OpenedForm): Promise<string> => textField(await issueSubmitKey(form), 'submitKey')
  const submitWith = (form: OpenedForm, submitKey: string, answers: object = bankAnswers, more: object = {}) =>
    post('/v1/visitor/submit', { ...proofOf(form), submitKey, answers, ...more })
  const submitted = async ({
    answers = bankAnswers,
    body = {},
    ...options
  }: {
    answers?: object
    body?: object
    by?: string
    to?: string
  } = {}): Promise<SubmittedForm> => {
    const form = await opened(body, options)
    const submitKey = await submitKeyFor(form)
    return { ...form, submitKey, submissionId: textField(await submitWith(form, submitKey, answers), 'submissionId') }
  }
  const issueRetrieveKey = (formId: string, by = agent) => post(`/v1/forms/${formId}/retrieve-key`, {}, by)
  const retrieveKeyFor = async ({ formId }: SentForm, by = agent): Promise<string> =>
    textField(await issueRetrieveKey(formId, by), 'retrieveKey')
  const retrieveWith = (submissionId: string, retrieveKey: string, by: string | undefined = agent) =>
    post(`/v1/submissions/${submissionId}/retrieve`, { retrieveKey }, by)
  const retrieved = async (form: SubmittedForm, by = agent): Promise<Reply> =>
    retrieveWith(form.submissionId, await retrieveKeyFor(form, by), by)
  const close = (conversation = conversationId) => post(`/v1/conversations/${conversation}/close`, {}, backend)

  return {
    ...{ target, siteId, backend, agent, conversationId, token, request, post },
    ...{
      putConversation,
      newConversation,
      close,
      template,
      send,
      sent,
      open,
      opened,
      openedFrom,
      proofOf,
      issueSubmitKey,
      submitKeyFor,
    },
    ...{ submitWith, submitted, issueRetrieveKey, retrieveKeyFor, retrieveWith, retrieved },
  }
}

export type Scene = Awaited<ReturnType<typeof newScene>>
