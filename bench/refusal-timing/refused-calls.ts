/**
 * Prepares the refused requests whose response time is measured. The requests are about forms with long answers in a
 * local run.
 */
import { randomUUID } from 'node:crypto'
import { localServiceAt } from '../../test/kit/service.ts'
import { newSite, newVisitorSecret, replyIn, unknownKey } from '../../test/kit/site.ts'

/** The ids and keys that a request may contain. */
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
  /** Describes which of the ids in the request exist. */
  readonly known: string
  /**
   * Returns ids that exist. Each call creates and uses up new keys, because a key's row is swept a minute after it
   * expires.
   */
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
    ...{ id, type: 'long-text' as const, label: { en: id }, required: false, masked: false, offTheRecord: false },
  })),
}
const answers = Object.fromEntries(questionIds.map((id) => [id, 'a'.repeat(4_000)]))
const formsOfConversation = 60

export const unknownIds = (): Ids => ({
  conversationId: `timing-${randomUUID()}`,
  formId: randomUUID(),
  submissionId: randomUUID(),
  openKey: `sfo_${unknownKey()}`,
  submitKey: `sfs_${unknownKey()}`,
  retrieveKey: `sfr_${unknownKey()}`,
})

/** Creates the forms that exist. Returns requests for these forms, sent by another visitor or another agent. */
export const prepareRefusedCalls = async (url: string): Promise<readonly RefusedCall[]> => {
  const send = async (path: string, body: object, token?: string, method = 'POST') => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    return await fetch(`${url}${path}`, { method, headers, ...(method !== 'GET' && { body: JSON.stringify(body) }) })
  }
  const site = await newSite(localServiceAt(url), { id: siteId })
  const administrator = await site.signIn('administrator', 'ada')
  const other = (await site.signIn('agent', 'agent-other')).accessToken

  await administrator.reply('put-template', { path: { templateId }, body: template })
  const conversationId = await site.newConversation()
  const formToSend = { conversationId, templateId, context: { purpose: 'p'.repeat(200) } }
  const sendForm = () => site.sendForm(formToSend)
  const spendKeys = async (): Promise<Ids> => {
    const form = await site.submitForm(await site.openForm(await sendForm()), answers)
    const retrieveKey = await site.issueRetrieveKey(form)
    replyIn(await site.attempt.retrieve(form.submissionId, retrieveKey))
    return { ...form, retrieveKey }
  }
  for (let sent = 0; sent < formsOfConversation; sent++) await sendForm()
  const { formId, submissionId } = await spendKeys()

  const visitorSecret = newVisitorSecret()
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
