import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'
import { type Reply, sendRequest, statusAndCode } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { siteRecords } from './audit-trail.ts'
import { type Caller, requestRoute, routesWithToken } from './routes.ts'
import { newScene, newSecret, type Scene } from './scene.ts'

let target: LocalService
let scene: Scene

beforeAll(async () => {
  target = await startMemoryService()
})

beforeEach(async () => {
  scene = await newScene(target)
})

afterAll(async () => {
  await target.close()
})

const callers: readonly Caller[] = ['agent', 'agent-manager', 'administrator', 'nobody', 'chat-backend']

describe('who may use a route', () => {
  test('is asked of every step that needs a token', () => {
    const steps: readonly Step[] = Object.values(protocol)
    const withToken = steps
      .filter(({ caller }) => caller === 'person' || caller === 'chat-backend')
      .map(({ name }) => name)
    expect(routesWithToken.map(({ step }) => step).sort()).toEqual(withToken.sort())
  })

  test.each(routesWithToken)('$step is for $may and answers 403 to everybody else', async (route) => {
    for (const caller of callers) {
      const token = await scene.token(caller, 'someone')
      const answer = statusAndCode(await requestRoute(scene, route, token))
      const isAllowed = route.allowedCallers.includes(caller)
      expect([caller, answer === '403 not-permitted']).toEqual([caller, !isAllowed])
      expect(answer).toMatch(isAllowed ? /^(20[01] done|404 not-(available|found))$/ : /^403/)
    }
  })

  test.each(routesWithToken)('$step answers 401 to whoever shows no token', async (route) => {
    expect(statusAndCode(await requestRoute(scene, route))).toBe('401 not-signed-in')
  })

  test('abuse 15: a refused permission is on record', async () => {
    const manager = await scene.token('agent-manager', 'manager-1')
    expect(statusAndCode(await scene.send({}, { by: manager }))).toBe('403 not-permitted')
    const records = await siteRecords(target, scene.siteId)
    expect(records).toContainEqual(
      expect.objectContaining({ event: 'permission-refused', actor: 'agent:manager-1', outcome: 'refused' }),
    )
  })
})

describe('whose form it is', () => {
  /** Every route of agents that names a form, a conversation with one in it, or a submission. */
  const uses = async (by: string, formId: string, submissionId: string): Promise<Record<string, Reply>> => ({
    'get-form': await scene.request('GET', `/v1/forms/${formId}`, { token: by }),
    'list-forms': await scene.request('GET', `/v1/conversations/${scene.conversationId}/forms`, { token: by }),
    'send-form': await scene.send({}, { by }),
    'resend-form': await scene.post(`/v1/forms/${formId}/resend`, {}, by),
    'cancel-form': await scene.post(`/v1/forms/${formId}/cancel`, {}, by),
    'issue-retrieve-key': await scene.issueRetrieveKey(formId, by),
    'retrieve-submission': await scene.retrieveWith(
      submissionId,
      await scene.retrieveKeyFor({ formId, openKey: '', conversationId: '' }),
      by,
    ),
  })
  const answersOf = (replies: Record<string, Reply>) =>
    Object.fromEntries(Object.entries(replies).map(([step, reply]) => [step, statusAndCode(reply)]))

  test('a colleague sees and reaches nothing', async () => {
    const { formId, submissionId } = await scene.submitted()
    const answers = answersOf(await uses(await scene.token('agent', 'agent-8'), formId, submissionId))
    expect(new Set(Object.values(answers))).toEqual(new Set(['404 not-available']))
  })

  test('abuse 6: somebody of another site sees and reaches nothing, under the same name too', async () => {
    const { formId, submissionId } = await scene.submitted()
    const other = await newScene(target)
    const namesake = await other.token('agent', 'agent-7')
    const answers = answersOf(await uses(namesake, formId, submissionId))
    expect(new Set(Object.values(answers))).toEqual(new Set(['404 not-available']))
    const root = await other.token('agent-manager', 'root')
    expect(statusAndCode(await scene.request('GET', `/v1/forms/${formId}`, { token: root }))).toBe('404 not-available')
    expect(statusAndCode(await other.close(scene.conversationId))).toBe('404 not-found')
    expect(
      (
        await scene.retrieved({
          formId,
          submissionId,
          openKey: '',
          visitorSecret: '',
          submitKey: '',
          conversationId: '',
        })
      ).status,
    ).toBe(200)
  })

  test('abuse 11: an observer sees states, never answers', async () => {
    const { formId, submissionId } = await scene.submitted()
    const observer = await scene.token('agent-manager', 'manager-1')
    expect(answersOf(await uses(observer, formId, submissionId))).toEqual({
      'get-form': '200 done',
      'list-forms': '200 done',
      'send-form': '403 not-permitted',
      'resend-form': '403 not-permitted',
      'cancel-form': '403 not-permitted',
      'issue-retrieve-key': '403 not-permitted',
      'retrieve-submission': '403 not-permitted',
    })
  })

  test('abuse 11: who got the conversation by transfer sees that a form is there, and reaches nothing of it', async () => {
    const { formId, submissionId } = await scene.submitted()
    await scene.putConversation(scene.conversationId, 'agent-8')
    const heir = await scene.token('agent', 'agent-8')
    const { 'list-forms': list, 'send-form': send, ...rest } = await uses(heir, formId, submissionId)
    expect(list?.body).toMatchObject({ forms: [{ formId, agentId: 'agent-7', status: 'submitted' }] })
    expect(send?.status).toBe(201)
    expect(new Set(Object.values(answersOf(rest)))).toEqual(new Set(['404 not-available']))
  })

  test('abuse 12: the sender still reads after a transfer, but sends nothing more', async () => {
    const form = await scene.submitted()
    const heirs = await scene.token('agent', 'agent-8')
    await scene.putConversation(scene.conversationId, 'agent-8')
    await scene.send({}, { by: heirs })
    expect((await scene.retrieved(form)).status).toBe(200)
    const list = await scene.request('GET', `/v1/conversations/${scene.conversationId}/forms`, { token: scene.agent })
    expect(list.body).toEqual({ forms: [expect.objectContaining({ formId: form.formId })] })
    expect(statusAndCode(await scene.send())).toBe('404 not-available')
    const unsubmitted = await scene.sent({}, { to: await scene.newConversation() })
    await scene.putConversation(unsubmitted.conversationId, 'agent-8')
    expect(statusAndCode(await scene.post(`/v1/forms/${unsubmitted.formId}/resend`, {}, scene.agent))).toBe(
      '404 not-available',
    )
    expect(statusAndCode(await scene.post(`/v1/forms/${unsubmitted.formId}/cancel`, {}, scene.agent))).toBe('200 done')
  })

  test('a conversation is its site’s own, though another has one of the same name', async () => {
    const other = await newScene(target)
    await other.putConversation(scene.conversationId, 'agent-9')
    await other.close(scene.conversationId)
    expect((await scene.send()).status).toBe(201)
  })
})

describe('conversations', () => {
  test('that are closed never reopen, and those that are nowhere are not found', async () => {
    const conversationId = await scene.newConversation()
    await scene.close(conversationId)
    expect(statusAndCode(await scene.putConversation(conversationId))).toBe('409 conflict')
    expect(statusAndCode(await scene.putConversation(conversationId, 'agent-8'))).toBe('409 conflict')
    expect(statusAndCode(await scene.close('chat-nowhere'))).toBe('404 not-found')
  })

  test('a form can be sent to one that is active and one’s own, and to no other', async () => {
    const closed = await scene.newConversation()
    await scene.close(closed)
    const colleagues = await scene.newConversation('agent-8')
    for (const to of [closed, colleagues, 'chat-nowhere']) {
      expect(statusAndCode(await scene.send({}, { to }))).toBe('404 not-available')
    }
  })
})

describe('the order of checks', () => {
  const large = { body: `"${'x'.repeat(70_000)}"` }
  const text = { body: '{}', headers: { 'content-type': 'text/plain' } }
  const path = () => `/v1/conversations/${scene.conversationId}/forms`

  test('413, 415, 401, 422, 403', async () => {
    const manager = await scene.token('agent-manager', 'manager-1')
    const post = (asked: object) => sendRequest(target, 'POST', path(), asked).then(statusAndCode)
    expect(await post({ ...large, headers: text.headers })).toBe('413 too-large')
    expect(await post(large)).toBe('413 too-large')
    expect(await post(text)).toBe('415 unsupported-media-type')
    expect(await post({ body: '{' })).toBe('401 not-signed-in')
    expect(await post({ body: '{', token: manager })).toBe('422 not-valid')
    expect(await post({ body: {}, token: manager })).toBe('422 not-valid')
    expect(await post({ body: { templateId: 'nowhere' }, token: manager })).toBe('403 not-permitted')
  })

  test('404 of the conversation, then 422 of the template', async () => {
    expect(statusAndCode(await scene.send({ templateId: 'nowhere' }, { to: 'chat-nowhere' }))).toBe('404 not-available')
    expect(statusAndCode(await scene.send({ templateId: 'nowhere' }))).toBe('422 not-valid')
  })

  test('404 of the form, 409 of its state, 422 of the answers, and only then the key is spent', async () => {
    const form = await scene.opened()
    const keys = [await scene.submitKeyFor(form), await scene.submitKeyFor(form)] as const
    const wrong = { iban: 'x' }
    expect(statusAndCode(await scene.submitWith({ ...form, visitorSecret: newSecret() }, keys[0], wrong))).toBe(
      '404 not-available',
    )
    expect(statusAndCode(await scene.submitWith(form, keys[0], wrong))).toBe('422 not-valid')
    expect(statusAndCode(await scene.submitWith(form, keys[0]))).toBe('201 done')
    expect(statusAndCode(await scene.submitWith(form, keys[1], wrong))).toBe('409 conflict')
    expect(statusAndCode(await scene.submitWith(form, keys[0], wrong))).toBe('404 not-available')
  })
})
