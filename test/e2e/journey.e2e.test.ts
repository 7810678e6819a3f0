import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reply, textField } from '../kit/http-client.ts'
import { type Service, startDatabaseService, startService } from '../kit/service.ts'
import { bankAnswers, newConversationId, newScene, newSecret, type Scene } from './scene.ts'

let target: Service
let scene: Scene
const replies: Reply[] = []

beforeAll(async () => {
  target = await startService(startDatabaseService)
  scene = await newScene(target)
})

afterAll(async () => {
  await target.close()
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

describe('each step answers with its own fields and no others', () => {
  test('put-conversation opens a conversation', async () => {
    const conversationId = newConversationId()
    const reply = noted(await scene.putConversation(conversationId, 'agent-7', { visitorRef: 'visitor 12' }))
    expect(reply).toMatchObject({ status: 200, body: { conversationId, status: 'active', agentId: 'agent-7' } })
    expect(Object.keys(Object(reply.body))).toHaveLength(3)
  })

  test('put-conversation again with another agent transfers it', async () => {
    const conversationId = await scene.newConversation()
    const reply = noted(await scene.putConversation(conversationId, 'agent-8'))
    expect(reply.body).toEqual({ conversationId, status: 'active', agentId: 'agent-8' })
  })

  test('close-conversation closes once and for all, and says so again', async () => {
    const conversationId = await scene.newConversation()
    for (let again = 0; again < 2; again++) {
      const reply = noted(await scene.close(conversationId))
      expect(reply).toMatchObject({ status: 200 })
      expect(reply.body).toEqual({ conversationId, status: 'closed' })
    }
  })

  test('send-form tells the open key, once, and a link that carries it behind the fragment', async () => {
    const reply = noted(await scene.send())
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

  test('get-form tells the state of a form that was sent', async () => {
    const { formId, conversationId } = await scene.sent()
    const reply = noted(await scene.request('GET', `/v1/forms/${formId}`, { token: scene.agent }))
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

  test('get-form adds each time as it comes, and what the form completes', async () => {
    const first = await scene.submitted()
    const form = await scene.submitted({ body: { follows: first.formId } })
    await scene.retrieved(form)
    const reply = noted(await scene.request('GET', `/v1/forms/${form.formId}`, { token: scene.agent }))
    expect(reply.body).toEqual({
      formId: form.formId,
      conversationId: scene.conversationId,
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

  test('list-forms shows the forms of a conversation as get-form does', async () => {
    const to = await scene.newConversation()
    const { formId } = await scene.submitted({ to })
    const one = await scene.request('GET', `/v1/forms/${formId}`, { token: scene.agent })
    const reply = noted(await scene.request('GET', `/v1/conversations/${to}/forms`, { token: scene.agent }))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ forms: [one.body] })
  })

  test('resend-form answers as send-form, for the same form', async () => {
    const before = await scene.opened()
    const reply = noted(await scene.post(`/v1/forms/${before.formId}/resend`, {}, scene.agent))
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

  test('cancel-form takes it back, and says so again', async () => {
    const { formId } = await scene.sent()
    for (let again = 0; again < 2; again++) {
      const reply = noted(await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent))
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({ formId, status: 'cancelled' })
    }
  })

  test('open-form shows the form in one language', async () => {
    const { formId, openKey } = await scene.sent({ locale: 'de' })
    const reply = noted(await scene.open(openKey, newSecret()))
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

  test('open-form again from the same browser, and resume-form, show the same form', async () => {
    const form = await scene.sent()
    const visitorSecret = newSecret()
    const first = await scene.open(form.openKey, visitorSecret)
    expect((await scene.open(form.openKey, visitorSecret)).body).toEqual(first.body)
    const resumed = noted(await scene.post('/v1/visitor/resume', { formId: form.formId, visitorSecret }))
    expect(resumed.status).toBe(200)
    expect(resumed.body).toEqual(first.body)
  })

  test('extend-form, report-progress and decline-form', async () => {
    const form = await scene.opened()
    const extended = noted(await scene.post('/v1/visitor/extend', scene.proofOf(form)))
    expect(extended.status).toBe(200)
    expect(extended.body).toEqual({ formId: form.formId, expiresAt: time })
    const questions = { iban: 'invalid', 'account-holder': 'valid', 'may-use-account': 'empty' }
    const progress = await scene.post('/v1/visitor/progress', { ...scene.proofOf(form), questions })
    expect(progress).toMatchObject({ status: 204, body: '' })
    expect(progress.headers).not.toHaveProperty('content-type')
    expect(progress.headers).not.toHaveProperty('content-length')
    const declined = noted(await scene.post('/v1/visitor/decline', scene.proofOf(form)))
    expect(declined.status).toBe(200)
    expect(declined.body).toEqual({ formId: form.formId, status: 'declined' })
  })

  test('issue-submit-key and submit-form, and the receipt after them', async () => {
    const form = await scene.opened()
    const issued = noted(await scene.issueSubmitKey(form))
    expect(issued.status).toBe(201)
    expect(issued.body).toEqual({ submitKey: key('sfs'), expiresAt: time })
    const submitted = noted(await scene.submitWith(form, textField(issued, 'submitKey')))
    expect(submitted.status).toBe(201)
    expect(submitted.body).toEqual({ submissionId: uuid, submittedAt: time })
    const receipt = {
      formId: form.formId,
      siteName: expect.any(String),
      status: 'submitted',
      submissionId: textField(submitted, 'submissionId'),
      submittedAt: textField(submitted, 'submittedAt'),
    }
    const resume = () => scene.post('/v1/visitor/resume', scene.proofOf(form))
    expect((await resume()).body).toEqual(receipt)
    await scene.retrieved({ ...form, submissionId: receipt.submissionId, submitKey: '' })
    expect(noted(await resume()).body).toEqual(receipt)
  })

  test('issue-retrieve-key and retrieve-submission', async () => {
    const form = await scene.submitted()
    const issued = noted(await scene.issueRetrieveKey(form.formId))
    expect(issued.status).toBe(201)
    expect(issued.body).toEqual({ submissionId: form.submissionId, retrieveKey: key('sfr'), expiresAt: time })
    const reply = noted(await scene.retrieveWith(form.submissionId, textField(issued, 'retrieveKey')))
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

  test('retrieve keys may live side by side, each good once', async () => {
    const form = await scene.submitted()
    const [first, second] = [await scene.retrieveKeyFor(form), await scene.retrieveKeyFor(form)]
    for (const retrieveKey of [second, first]) {
      expect((await scene.retrieveWith(form.submissionId, retrieveKey)).body).toMatchObject({ answers: bankAnswers })
      expect((await scene.retrieveWith(form.submissionId, retrieveKey)).status).toBe(404)
    }
  })

  test('a retrieve key is good from another sign-in of its agent, until the one that it was issued to has signed out', async () => {
    const form = await scene.submitted()
    const another = await scene.token('agent', 'agent-7')
    const [first, second] = [await scene.retrieveKeyFor(form, another), await scene.retrieveKeyFor(form, another)]
    expect(await scene.retrieveWith(form.submissionId, first)).toMatchObject({ status: 200 })
    expect(await scene.post('/v1/session/sign-out', {}, another)).toMatchObject({ status: 200 })
    expect(await scene.retrieveWith(form.submissionId, second)).toMatchObject({ status: 404 })
  })

  test('stay-signed-in and sign-out', async () => {
    const token = await scene.token('agent', 'agent-9')
    const stayed = noted(await scene.post('/v1/session/stay', {}, token))
    expect(stayed).toMatchObject({ status: 200 })
    expect(stayed.body).toEqual({ idleAt: time })
    const signedOut = noted(await scene.post('/v1/session/sign-out', {}, token))
    expect(signedOut).toMatchObject({ status: 200 })
    expect(signedOut.body).toEqual({ signedOutAt: time })
  })

  test('a refusal is a problem of RFC 9457', async () => {
    const reply = noted(await scene.open('sfo_none', newSecret()))
    expect(reply.status).toBe(404)
    expect(reply.headers['content-type']).toBe('application/problem+json')
    expect(reply.body).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      status: 404,
      code: 'not-available',
      requestId: reply.headers['x-request-id'],
    })
    const notValid = noted(await scene.open('sfo_none', 'short'))
    expect(notValid.body).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      status: 422,
      code: 'not-valid',
      requestId: notValid.headers['x-request-id'],
      errors: [{ field: 'visitorSecret', code: 'bad-format' }],
    })
  })

  test('the lifetimes are those of the settings', async () => {
    const reply = await scene.send()
    const form = await scene.request('GET', `/v1/forms/${textField(reply, 'formId')}`, { token: scene.agent })
    expect(between(textField(form, 'sentAt'), textField(reply, 'openKeyExpiresAt'))).toBe(300_000)
    const submitted = await scene.submitted()
    const again = await scene.opened()
    const submitKey = await scene.issueSubmitKey(again)
    const retrieveKey = await scene.issueRetrieveKey(submitted.formId)
    // Under a clock that stands still all of them are counted from the same moment.
    expect(between(textField(submitKey, 'expiresAt'), textField(retrieveKey, 'expiresAt'))).toBeGreaterThanOrEqual(
      30_000,
    )
  })
})

describe('every response', () => {
  test('carries the headers of the contract, and an id that is its own', () => {
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

describe('beside the steps', () => {
  test('get-openapi answers anyone with OpenAPI 3.1', async () => {
    const reply = await scene.request('GET', '/v1/openapi.json')
    expect(reply).toMatchObject({ status: 200, body: { openapi: expect.stringMatching(/^3\.1\./) } })
    expect(Object.keys(Object(reply.body).paths)).toContain('/v1/visitor/submit')
  })
})
