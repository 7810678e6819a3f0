/** The refused requests that are timed, over one set of forms with long answers in a local run. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'

/** The ids in a request. */
export interface Ids {
  readonly conversationId: string
  readonly formId: string
  readonly submissionId: string
  readonly openKey: string
  readonly submitKey: string
  readonly retrieveKey: string
}

export interface RefusedCall {
  readonly step: string
  /** Which of the ids in the request exist. */
  readonly known: string
  /** Ids that exist. Each call creates a new used key, because its row is swept a minute after it expires. */
  knownIds(): Promise<Ids>
  send(ids: Ids): Promise<Response>
}

const siteId = 'bench-timing'
const templateId = 'timing'
const questionIds = Array.from({ length: 12 }, (_all, index) => `question-${index + 1}`)
const template = {
  defaultLocale: 'en',
  title: { en: 'Timing' },
  questions: questionIds.map((id) => ({
    ...{ id, type: 'long-text', label: { en: id }, required: false, masked: false, offTheRecord: false },
  })),
}
const answers = Object.fromEntries(questionIds.map((id) => [id, 'a'.repeat(4_000)]))
const formsOfConversation = 60

const Reply = z.record(z.string(), z.unknown())
const newSecret = () => randomBytes(32).toString('base64url')

export const unknownIds = (): Ids => ({
  conversationId: `timing-${randomUUID()}`,
  formId: randomUUID(),
  submissionId: randomUUID(),
  openKey: `sfo_${newSecret()}`,
  submitKey: `sfs_${newSecret()}`,
  retrieveKey: `sfr_${newSecret()}`,
})

/** Stores the existing records, and returns requests for them by another visitor and another agent. */
export const prepareRefusedCalls = async (url: string): Promise<readonly RefusedCall[]> => {
  const send = async (path: string, body: object, token?: string, method = 'POST') => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    return await fetch(`${url}${path}`, { method, headers, ...(method !== 'GET' && { body: JSON.stringify(body) }) })
  }
  const callSuccessfully = async (...request: Parameters<typeof send>): Promise<Record<string, unknown>> => {
    const reply = await send(...request)
    if (!reply.ok) throw new Error(`${request[0]} was answered ${reply.status}.`)
    return Reply.parse(await reply.json())
  }
  const tokenOf = async (subject: string, profile: string) =>
    String((await callSuccessfully('/dev/token', { siteId, subject, profile })).accessToken)
  const administrator = await tokenOf('ada', 'administrator')
  const backend = await tokenOf('chat', 'chat-backend')
  const sender = await tokenOf('agent-timing', 'agent')
  const other = await tokenOf('agent-other', 'agent')

  const { conversationId } = unknownIds()
  await callSuccessfully(`/v1/templates/${templateId}`, template, administrator, 'PUT')
  await callSuccessfully(`/v1/conversations/${conversationId}`, { agentId: 'agent-timing' }, backend, 'PUT')
  const sendForm = async () => {
    const body = { templateId, context: { purpose: 'p'.repeat(200) } }
    const { formId, openKey } = await callSuccessfully(`/v1/conversations/${conversationId}/forms`, body, sender)
    return { formId: String(formId), openKey: String(openKey) }
  }
  const open = async (form: Pick<Ids, 'formId' | 'openKey'>) => {
    const proof = { formId: form.formId, visitorSecret: newSecret() }
    await callSuccessfully('/v1/visitor/open', { openKey: form.openKey, visitorSecret: proof.visitorSecret })
    const { submitKey } = await callSuccessfully('/v1/visitor/submit-key', proof)
    return { ...proof, submitKey: String(submitKey) }
  }
  const spendKeys = async (): Promise<Ids> => {
    const form = await sendForm()
    const opened = await open(form)
    const submissionId = String((await callSuccessfully('/v1/visitor/submit', { ...opened, answers })).submissionId)
    const issued = await callSuccessfully(`/v1/forms/${form.formId}/retrieve-key`, {}, sender)
    const retrieveKey = String(issued.retrieveKey)
    await callSuccessfully(`/v1/submissions/${submissionId}/retrieve`, { retrieveKey }, sender)
    return { ...form, conversationId, submissionId, submitKey: opened.submitKey, retrieveKey }
  }
  for (let sent = 0; sent < formsOfConversation; sent++) await sendForm()
  const { formId, submissionId } = await spendKeys()

  const visitorSecret = newSecret()
  const withoutKeys = async () => ({ ...unknownIds(), conversationId, formId, submissionId })
  const ofConversation = (step: string, path: string, body: object, method?: string): RefusedCall => ({
    ...{ step, known: 'conversation', knownIds: withoutKeys },
    send: (ids) => send(`/v1/conversations/${ids.conversationId}${path}`, body, other, method),
  })
  const ofAgent = (step: string, path: string, method?: string): RefusedCall => ({
    ...{ step, known: 'form', knownIds: withoutKeys },
    send: (ids) => send(`/v1/forms/${ids.formId}${path}`, {}, other, method),
  })
  const ofVisitor = (step: string, path: string, more: object = {}): RefusedCall => ({
    ...{ step, known: 'form', knownIds: withoutKeys },
    send: (ids) => send(`/v1/visitor/${path}`, { formId: ids.formId, visitorSecret, ...more }),
  })
  const submit = {
    step: 'submit-form',
    send: ({ formId, submitKey }: Ids) => send('/v1/visitor/submit', { formId, visitorSecret, submitKey, answers: {} }),
  }
  const retrieve = {
    step: 'retrieve-submission',
    send: ({ submissionId, retrieveKey }: Ids) =>
      send(`/v1/submissions/${submissionId}/retrieve`, { retrieveKey }, other),
  }
  return [
    ofConversation('send-form', '/forms', { templateId }),
    ofConversation('list-forms', '/forms', {}, 'GET'),
    ofAgent('get-form', '', 'GET'),
    ofAgent('resend-form', '/resend'),
    ofAgent('cancel-form', '/cancel'),
    {
      ...{ step: 'open-form', known: 'spent key', knownIds: spendKeys },
      send: ({ openKey }) => send('/v1/visitor/open', { openKey, visitorSecret }),
    },
    ofVisitor('resume-form', 'resume'),
    ofVisitor('extend-form', 'extend'),
    ofVisitor('report-progress', 'progress', { questions: {} }),
    ofVisitor('issue-submit-key', 'submit-key'),
    { ...submit, known: 'form', knownIds: withoutKeys },
    { ...submit, known: 'form, spent key', knownIds: spendKeys },
    ofVisitor('decline-form', 'decline'),
    ofAgent('issue-retrieve-key', '/retrieve-key'),
    { ...retrieve, known: 'submission', knownIds: withoutKeys },
    { ...retrieve, known: 'submission, spent key', knownIds: spendKeys },
  ]
}
