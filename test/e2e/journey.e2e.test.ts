import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reply, textField } from '../kit/http-client.ts'
import { type Service, startDatabaseService, startService } from '../kit/service.ts'
import {
  bankAnswers,
  type Caller,
  newConversationId,
  newSite,
  newVisitorSecret,
  type OpenedForm,
  proofOf,
  type Site,
} from '../kit/site.ts'

let service: Service
let site: Site
let conversationId: string
const replies: Reply[] = []

beforeAll(async () => {
  service = await startService(startDatabaseService)
  site = await newSite(service)
  conversationId = await site.newConversation()
})

afterAll(async () => {
  await service.close()
})

const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const key = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}_[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$`))

const noted = (reply: Reply): Reply => {
  replies.push(reply)
  return reply
}

/** Milliseconds between two times of a reply, or from one of a reply to another's. */
const between = (earlier: string, later: string): number => Date.parse(later) - Date.parse(earlier)

/** The requests of this file, as they are on the wire. */
const post = (path: string, body: object = {}, by?: Caller) =>
  site.request('POST', path, { token: by?.accessToken, body })
const get = (path: string) => site.request('GET', path, { token: site.agent.accessToken })
const putConversation = (id: string, body: object) =>
  site.request('PUT', `/v1/conversations/${id}`, { token: site.backend.accessToken, body })
const sendForm = (body: object = {}) =>
  post(`/v1/conversations/${conversationId}/forms`, { templateId: 'bank-account', ...body }, site.agent)
const openForm = (openKey: string, visitorSecret: string) => post('/v1/visitor/open', { openKey, visitorSecret })
const issueSubmitKey = (form: OpenedForm) => post('/v1/visitor/submit-key', proofOf(form))
const issueRetrieveKey = (formId: string) => post(`/v1/forms/${formId}/retrieve-key`, {}, site.agent)
const retrieve = (submissionId: string, retrieveKey: string) =>
  post(`/v1/submissions/${submissionId}/retrieve`, { retrieveKey }, site.agent)

describe('in a complete journey,', () => {
  test('put-conversation opens a conversation', async () => {
    const conversationId = newConversationId()
    const reply = noted(await putConversation(conversationId, { agentId: 'agent-7', visitorRef: 'visitor 12' }))
    expect(reply).toMatchObject({ status: 200, body: { conversationId, status: 'active', agentId: 'agent-7' } })
    expect(Object.keys(Object(reply.body))).toHaveLength(3)
  })

  test('put-conversation transfers the conversation if the request names another agent', async () => {
    const conversationId = await site.newConversation()
    const reply = noted(await putConversation(conversationId, { agentId: 'agent-8' }))
    expect(reply.body).toEqual({ conversationId, status: 'active', agentId: 'agent-8' })
  })

  test('close-conversation closes a conversation permanently, and a repeated request returns the same reply', async () => {
    const conversationId = await site.newConversation()
    for (let again = 0; again < 2; again++) {
      const reply = noted(await post(`/v1/conversations/${conversationId}/close`, {}, site.backend))
      expect(reply).toMatchObject({ status: 200 })
      expect(reply.body).toEqual({ conversationId, status: 'closed' })
    }
  })

  test('send-form returns the open key and a link that contains the key in its fragment', async () => {
    const reply = noted(await sendForm())
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      formId: uuid,
      status: 'sent',
      templateVersion: 1,
      openKey: key('sfo'),
      openKeyExpiresAt: time,
      expiresAt: time,
      link: expect.stringMatching(/^https?:\/\/[^?#]+#sfo_/),
    })
    expect(textField(reply, 'link').split('#')[1]).toBe(textField(reply, 'openKey'))
  })

  test('get-form returns the state of a form that was sent', async () => {
    const { formId, conversationId } = await site.sendForm()
    const reply = noted(await get(`/v1/forms/${formId}`))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      formId,
      conversationId,
      templateId: 'bank-account',
      templateVersion: 1,
      agentId: 'agent-7',
      status: 'sent',
      sentAt: time,
      expiresAt: time,
    })
    expect(between(textField(reply, 'sentAt'), textField(reply, 'expiresAt'))).toBe(30 * 60_000)
  })

  test('get-form also returns the time of each event and the id of the form that this form follows', async () => {
    const first = await site.submitForm()
    const { conversationId } = first
    const form = await site.submitForm({ conversationId, follows: first.formId })
    await site.retrieve(form)
    const reply = noted(await get(`/v1/forms/${form.formId}`))
    expect(reply.body).toEqual({
      formId: form.formId,
      conversationId: conversationId,
      templateId: 'bank-account',
      templateVersion: 1,
      agentId: 'agent-7',
      status: 'retrieved',
      sentAt: time,
      expiresAt: time,
      openedAt: time,
      submittedAt: time,
      retrievedAt: time,
      submissionId: form.submissionId,
      follows: first.formId,
    })
  })

  test('list-forms returns each form of a conversation with the fields of get-form', async () => {
    const to = await site.newConversation()
    const { formId } = await site.submitForm({ conversationId: to })
    const one = await get(`/v1/forms/${formId}`)
    const reply = noted(await get(`/v1/conversations/${to}/forms`))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ forms: [one.body] })
  })

  test('resend-form returns the same fields as send-form, for the same form', async () => {
    const before = await site.openForm()
    const reply = noted(await post(`/v1/forms/${before.formId}/resend`, {}, site.agent))
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      formId: before.formId,
      status: 'sent',
      templateVersion: 1,
      openKey: key('sfo'),
      openKeyExpiresAt: time,
      expiresAt: time,
      link: expect.any(String),
    })
    expect(textField(reply, 'openKey')).not.toBe(before.openKey)
  })

  test('cancel-form cancels a form, and a repeated request returns the same reply', async () => {
    const { formId } = await site.sendForm()
    for (let again = 0; again < 2; again++) {
      const reply = noted(await post(`/v1/forms/${formId}/cancel`, {}, site.agent))
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({ formId, status: 'cancelled' })
    }
  })

  test('open-form returns the form in one language', async () => {
    const { formId, openKey } = await site.sendForm({ locale: 'de' })
    const reply = noted(await openForm(openKey, newVisitorSecret()))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      formId,
      siteName: expect.any(String),
      template: {
        id: 'bank-account',
        version: 1,
        title: expect.any(String),
        intro: expect.any(String),
        submitLabel: expect.any(String),
        locale: 'de',
        questions: expect.any(Array),
        theme: expect.any(Object),
      },
      status: 'opened',
      expiresAt: time,
    })
    const { questions } = Object(Object(reply.body).template)
    expect(questions).toContainEqual({
      id: 'may-use-account',
      type: expect.any(String),
      label: expect.any(String),
      required: true,
      masked: expect.any(Boolean),
      offTheRecord: false,
      ...(questions.at(-1).hint === undefined ? {} : { hint: expect.any(String) }),
    })
  })

  test('resume-form, and a second open-form from the same browser, return the same form', async () => {
    const form = await site.sendForm()
    const visitorSecret = newVisitorSecret()
    const first = await openForm(form.openKey, visitorSecret)
    expect((await openForm(form.openKey, visitorSecret)).body).toEqual(first.body)
    const resumed = noted(await post('/v1/visitor/resume', { formId: form.formId, visitorSecret }))
    expect(resumed.status).toBe(200)
    expect(resumed.body).toEqual(first.body)
  })

  test('extend-form, report-progress and decline-form return the fields in their contracts', async () => {
    const form = await site.openForm()
    const extended = noted(await post('/v1/visitor/extend', proofOf(form)))
    expect(extended.status).toBe(200)
    expect(extended.body).toEqual({ formId: form.formId, expiresAt: time })
    const questions = { iban: 'invalid', 'account-holder': 'valid', 'may-use-account': 'empty' }
    const progress = await post('/v1/visitor/progress', { ...proofOf(form), questions })
    expect(progress).toMatchObject({ status: 204, body: '' })
    expect(progress.headers).not.toHaveProperty('content-type')
    expect(progress.headers).not.toHaveProperty('content-length')
    const declined = noted(await post('/v1/visitor/decline', proofOf(form)))
    expect(declined.status).toBe(200)
    expect(declined.body).toEqual({ formId: form.formId, status: 'declined' })
  })

  test('issue-submit-key and submit-form return the fields in their contracts, and resume-form then returns the receipt', async () => {
    const form = await site.openForm()
    const issued = noted(await issueSubmitKey(form))
    expect(issued.status).toBe(201)
    expect(issued.body).toEqual({ submitKey: key('sfs'), expiresAt: time })
    const submitted = noted(
      await post('/v1/visitor/submit', {
        ...proofOf(form),
        submitKey: textField(issued, 'submitKey'),
        answers: bankAnswers,
      }),
    )
    expect(submitted.status).toBe(201)
    expect(submitted.body).toEqual({ submissionId: uuid, submittedAt: time })
    const receipt = {
      formId: form.formId,
      siteName: expect.any(String),
      status: 'submitted',
      submissionId: textField(submitted, 'submissionId'),
      submittedAt: textField(submitted, 'submittedAt'),
    }
    const resume = () => post('/v1/visitor/resume', proofOf(form))
    expect((await resume()).body).toEqual(receipt)
    await site.retrieve({ formId: form.formId, submissionId: receipt.submissionId })
    expect(noted(await resume()).body).toEqual(receipt)
  })

  test('issue-retrieve-key and retrieve-submission return the fields in their contracts', async () => {
    const form = await site.submitForm()
    const issued = noted(await issueRetrieveKey(form.formId))
    expect(issued.status).toBe(201)
    expect(issued.body).toEqual({ submissionId: form.submissionId, retrieveKey: key('sfr'), expiresAt: time })
    const reply = noted(await retrieve(form.submissionId, textField(issued, 'retrieveKey')))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      submissionId: form.submissionId,
      formId: form.formId,
      templateId: 'bank-account',
      templateVersion: 1,
      submittedAt: time,
      answers: bankAnswers,
      sealedAnswers: {},
      sealedStatus: 'none',
    })
  })

  test('issue-retrieve-key issues several keys for a submission, which are valid at the same time and each for one use', async () => {
    const form = await site.submitForm()
    const [first, second] = [await site.issueRetrieveKey(form), await site.issueRetrieveKey(form)]
    for (const retrieveKey of [second, first]) {
      expect((await retrieve(form.submissionId, retrieveKey)).body).toMatchObject({ answers: bankAnswers })
      expect((await retrieve(form.submissionId, retrieveKey)).status).toBe(404)
    }
  })

  test('retrieve-submission accepts a key in another sign-in of the agent, until the sign-in that the key was issued to has ended', async () => {
    const form = await site.submitForm()
    const another = await site.signIn('agent', 'agent-7')
    const [first, second] = [await site.issueRetrieveKey(form, another), await site.issueRetrieveKey(form, another)]
    expect(await retrieve(form.submissionId, first)).toMatchObject({ status: 200 })
    expect(await post('/v1/session/sign-out', {}, another)).toMatchObject({ status: 200 })
    expect(await retrieve(form.submissionId, second)).toMatchObject({ status: 404 })
  })

  test('stay-signed-in and sign-out return the fields in their contracts', async () => {
    const token = await site.signIn('agent', 'agent-9')
    const stayed = noted(await post('/v1/session/stay', {}, token))
    expect(stayed).toMatchObject({ status: 200 })
    expect(stayed.body).toEqual({ idleAt: time })
    const signedOut = noted(await post('/v1/session/sign-out', {}, token))
    expect(signedOut).toMatchObject({ status: 200 })
    expect(signedOut.body).toEqual({ signedOutAt: time })
  })

  test('a refused request returns a problem document of RFC 9457', async () => {
    const reply = noted(await openForm('sfo_none', newVisitorSecret()))
    expect(reply.status).toBe(404)
    expect(reply.headers['content-type']).toBe('application/problem+json')
    expect(reply.body).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      status: 404,
      code: 'not-available',
      requestId: reply.headers['x-request-id'],
    })
    const notValid = noted(await openForm('sfo_none', 'short'))
    expect(notValid.body).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      status: 422,
      code: 'not-valid',
      requestId: notValid.headers['x-request-id'],
      errors: [{ field: 'visitorSecret', code: 'bad-format' }],
    })
  })

  test('keys expire after the lifetimes in the site’s settings', async () => {
    const reply = await sendForm()
    const form = await get(`/v1/forms/${textField(reply, 'formId')}`)
    expect(between(textField(form, 'sentAt'), textField(reply, 'openKeyExpiresAt'))).toBe(300_000)
    const submitted = await site.submitForm()
    const again = await site.openForm()
    const submitKey = await issueSubmitKey(again)
    const retrieveKey = await issueRetrieveKey(submitted.formId)
    // With a virtual clock both are counted from the same moment.
    expect(between(textField(submitKey, 'expiresAt'), textField(retrieveKey, 'expiresAt'))).toBeGreaterThanOrEqual(
      30_000,
    )
  })
})

describe('every response', () => {
  test('has the headers in the contract and a request id of its own', () => {
    expect(replies.length).toBeGreaterThan(20)
    for (const { headers, status } of replies) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}/),
        'x-request-id': expect.stringMatching(/^[\w-]{8,}$/),
        'content-type': status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json',
      })
    }
    expect(new Set(replies.map(({ headers }) => headers['x-request-id'])).size).toBe(replies.length)
  })
})

describe('the OpenAPI document', () => {
  test('has the format OpenAPI 3.1, and get-openapi returns it to any caller', async () => {
    const reply = await site.request('GET', '/v1/openapi.json')
    expect(reply).toMatchObject({ status: 200, body: { openapi: expect.stringMatching(/^3\.1\./) } })
    expect(Object.keys(Object(reply.body).paths)).toContain('/v1/visitor/submit')
  })
})
