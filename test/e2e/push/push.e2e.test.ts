import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EventMessage } from '../../../contracts/events.ts'
import { rawStatus, sendRawRequest, sendRequest, statusAndCode, textField } from '../../kit/http-client.ts'
import { type LocalService, noon, startMemoryService } from '../../kit/service.ts'
import { siteRecords } from '../audit-trail.ts'
import { newScene, type Scene } from '../scene.ts'
import { connectSocket, newTicket, openTab, type Tab } from './tab.ts'

let target: LocalService
let scene: Scene
const open: Tab[] = []

/** Of a sign-in that ends without a word somebody must look, as often as this. */
const socketCheckMs = 100

beforeAll(async () => {
  target = await startMemoryService({ socketCheckMs })
})

beforeEach(async () => {
  scene = await newScene(target)
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((tab) => tab.close()))
})

afterAll(async () => {
  await target.close()
})

const tabOf = async (by = scene.agent, at = scene): Promise<Tab> => {
  const tab = await openTab(at, by)
  open.push(tab)
  return tab
}

const administer = async (method: string, path: string, body: object) =>
  expect((await scene.request(method, path, { token: await scene.token('administrator', 'root'), body })).status).toBe(
    200,
  )

describe('what an agent’s tab hears', () => {
  test('is every step of a form of theirs, in order, with the state that it is in', async () => {
    const tab = await tabOf()
    const sent = await scene.sent()
    await tab.waitFor('form-sent')
    const form = await scene.openedFrom(sent)
    await tab.waitFor('form-opened')
    const questions = { iban: 'valid', 'account-holder': 'empty' }
    await scene.post('/v1/visitor/progress', { ...scene.proofOf(form), questions })
    await tab.waitFor('form-progress')
    const submitKey = await scene.submitKeyFor(form)
    const submissionId = textField(await scene.submitWith(form, submitKey), 'submissionId')
    await tab.waitFor('form-submitted')
    await scene.retrieved({ ...form, submitKey, submissionId })
    await tab.waitFor('submission-retrieved')
    expect(tab.received.map(({ event, status }) => [event, status])).toEqual([
      ['form-sent', 'sent'],
      ['form-opened', 'opened'],
      ['form-progress', 'opened'],
      ['form-submitted', 'submitted'],
      ['submission-retrieved', 'retrieved'],
    ])
    const { formId, conversationId } = form
    expect(new Set(tab.received.map((each) => `${each.formId} ${each.conversationId}`))).toEqual(
      new Set([`${formId} ${conversationId}`]),
    )
    expect(tab.received.map(({ questions }) => questions)).toEqual([
      undefined,
      undefined,
      questions,
      undefined,
      undefined,
    ])
    for (const message of tab.received) expect(EventMessage.parse(message)).toEqual(message)
  })

  test('is declining, cancelling, sending again and erasing, too', async () => {
    const tab = await tabOf()
    const declined = await scene.opened()
    await scene.post('/v1/visitor/decline', scene.proofOf(declined))
    expect(await tab.waitFor('form-declined', declined.formId)).toMatchObject({ status: 'declined' })
    await scene.post(`/v1/forms/${declined.formId}/resend`, {}, scene.agent)
    expect(await tab.waitFor('form-resent', declined.formId)).toMatchObject({ status: 'sent' })
    await scene.post(`/v1/forms/${declined.formId}/cancel`, {}, scene.agent)
    expect(await tab.waitFor('form-cancelled', declined.formId)).toMatchObject({ status: 'cancelled' })
    const { formId, submissionId } = await scene.submitted()
    await administer('POST', '/v1/erasures', { submissionId })
    await tab.waitFor('submission-erased', formId)
  })

  test('comes to all of their tabs, and still to the second when the first is closed', async () => {
    const tabs = [await tabOf(), await tabOf()] as const
    const { formId } = await scene.sent()
    await Promise.all(tabs.map((tab) => tab.waitFor('form-sent', formId)))
    await tabs[0].close()
    const { formId: another } = await scene.sent()
    await tabs[1].waitFor('form-sent', another)
    expect(tabs[0].received).toHaveLength(1)
  })

  test('abuse 45: comes to ten tabs of a sign-in; the eleventh closes the oldest', async () => {
    const oldest = await tabOf()
    const others: Tab[] = []
    for (let n = 0; n < 9; n++) {
      target.clock.advance(1)
      others.push(await tabOf())
    }
    target.clock.advance(1)
    const newest = await tabOf()
    expect(await oldest.closed).toBe(1001)
    const { formId } = await scene.sent()
    await Promise.all([...others, newest].map((tab) => tab.waitFor('form-sent', formId)))
    expect(oldest.received).toEqual([])
  })

  test('goes on after a reconnect with another ticket; what happened in between is in the list of forms', async () => {
    const first = await tabOf()
    await first.close()
    const { formId } = await scene.sent()
    const again = await tabOf()
    const list = await scene.request('GET', `/v1/conversations/${scene.conversationId}/forms`, { token: scene.agent })
    expect(list.body).toMatchObject({ forms: [{ formId, status: 'sent' }] })
    await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent)
    expect(await again.waitFor('form-cancelled', formId)).toMatchObject({ status: 'cancelled' })
  })

  test('is nothing of a form that another agent sent, transferred or not, nor of another site under the same name', async () => {
    const colleague = await tabOf(await scene.token('agent', 'agent-8'))
    const elsewhere = await newScene(target)
    const namesake = await tabOf(elsewhere.agent, elsewhere)
    const own = await tabOf()
    await scene.putConversation(scene.conversationId, 'agent-8')
    const form = await scene.submitted({ to: await scene.newConversation() })
    const theirs = await elsewhere.submitted()
    await own.waitFor('form-submitted', form.formId)
    await namesake.waitFor('form-submitted', theirs.formId)
    expect(colleague.received).toEqual([])
    expect(new Set(namesake.received.map(({ formId }) => formId))).toEqual(new Set([theirs.formId]))
    expect(new Set(own.received.map(({ formId }) => formId))).toEqual(new Set([form.formId]))
  })

  test('never has an answer, a key or a ticket in it', async () => {
    const tab = await tabOf()
    const form = await scene.submitted()
    await tab.waitFor('form-submitted')
    const all = JSON.stringify(tab.received)
    for (const secret of ['Lovelace', 'DE89', form.openKey, form.submitKey, form.visitorSecret, 'sft_']) {
      expect(all).not.toContain(secret)
    }
  })
})

describe('the ticket', () => {
  const withTicket = (ticket: string, protocols = ['sealform.v1', ticket]) => connectSocket(target, { protocols })
  const refusedAs = async (attempt: Promise<Tab | number>): Promise<number> => {
    const tab = await attempt
    if (typeof tab === 'number') return tab
    open.push(tab)
    return 101
  }

  test('is made of 256 bits, lives for 30 seconds, and is not told back in the handshake', async () => {
    const reply = await scene.post('/v1/events/ticket', {}, scene.agent)
    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      ticket: expect.stringMatching(/^sft_[A-Za-z0-9_-]{43}$/),
      expiresAt: new Date(target.clock.now() + 30_000).toISOString(),
    })
    const tab = await withTicket(textField(reply, 'ticket'))
    expect(tab).toMatchObject({ protocol: 'sealform.v1' })
    if (typeof tab !== 'number') open.push(tab)
  })

  test('abuse 1: opens one socket; the second is refused, and the replay is on record', async () => {
    const ticket = await newTicket(scene)
    expect(await refusedAs(withTicket(ticket))).toBe(101)
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(await siteRecords(target, scene.siteId)).toContainEqual(
      expect.objectContaining({ event: 'key-replayed', actor: 'agent:agent-7', outcome: 'refused' }),
    )
    expect(target.logLines).toContainEqual({ line: 'event', event: 'key-replayed', siteId: scene.siteId })
  })

  test('abuse 2: of 1,000 who use one ticket at once one gets in', async () => {
    const ticket = await newTicket(scene)
    const answers: number[] = []
    for (let round = 0; round < 10; round++) {
      answers.push(...(await Promise.all(Array.from({ length: 100 }, () => refusedAs(withTicket(ticket))))))
    }
    expect(answers.filter((status) => status === 101)).toHaveLength(1)
    expect(answers.filter((status) => status === 401)).toHaveLength(999)
  })

  test('abuse 4: is good in its last millisecond and not after it', async () => {
    const [last, late] = [await newTicket(scene), await newTicket(scene)]
    target.clock.advance(29_999)
    expect(await refusedAs(withTicket(last))).toBe(101)
    target.clock.advance(1)
    expect(await refusedAs(withTicket(late))).toBe(401)
  })

  test.each([
    ['no subprotocol', () => []],
    ['ours alone', () => ['sealform.v1']],
    ['the ticket alone', (ticket: string) => [ticket]],
    ['another version', (ticket: string) => ['sealform.v2', ticket]],
    ['a third one', (ticket: string) => ['sealform.v1', ticket, 'chat']],
    ['a ticket that nobody issued', () => ['sealform.v1', `sft_${'A'.repeat(43)}`]],
    ['a ticket in capitals', (ticket: string) => ['sealform.v1', ticket.toUpperCase()]],
  ])('abuse 9: %s is refused', async (_, protocols) => {
    expect(await refusedAs(connectSocket(target, { protocols: protocols(await newTicket(scene)) }))).toBe(401)
  })

  test('abuse 5: opens no form, and no key of a form opens a socket', async () => {
    const ticket = await newTicket(scene)
    const { openKey } = await scene.sent()
    expect(statusAndCode(await scene.open(ticket, 'a'.repeat(43)))).toBe('404 not-available')
    expect(await refusedAs(withTicket(openKey))).toBe(401)
    expect(await refusedAs(withTicket(ticket))).toBe(101)
  })

  test('abuse 13: dies with its sign-in', async () => {
    const agent = await scene.token('agent', 'agent-9')
    const ticket = await newTicket(scene, agent)
    await scene.post('/v1/session/sign-out', {}, agent)
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(statusAndCode(await scene.post('/v1/events/ticket', {}, agent))).toBe('401 not-signed-in')
  })

  test('is for those who may use secure forms, when it is used too', async () => {
    const agent = await scene.token('agent', 'agent-9')
    const ticket = await newTicket(scene, agent)
    await administer('PUT', '/v1/people/agent-9', { enabled: true, profile: 'agent-manager' })
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(statusAndCode(await scene.post('/v1/events/ticket', {}, agent))).toBe('403 not-permitted')
  })

  test('keeps nobody signed in: a tab that reconnects all day is no agent at their desk', async () => {
    const agent = await scene.token('agent', 'agent-9')
    for (let minute = 0; minute < 14; minute += 7) {
      await newTicket(scene, agent)
      target.clock.advance(7 * 60_000)
    }
    target.clock.advance(60_000)
    expect(statusAndCode(await scene.post('/v1/events/ticket', {}, agent))).toBe('401 not-signed-in')
  })

  test('abuse 29: does not help a page of another origin, nor one without any', async () => {
    for (const origin of [
      'https://rival.example',
      'null',
      target.origin.replace('127.0.0.1', '127.0.0.1.rival.example'),
    ]) {
      const protocols = ['sealform.v1', await newTicket(scene)]
      expect([origin, await refusedAs(connectSocket(target, { protocols, headers: { origin } }))]).toEqual([
        origin,
        403,
      ])
    }
    const protocols = ['sealform.v1', await newTicket(scene)]
    expect(await refusedAs(connectSocket(target, { protocols, headers: { host: 'rival.example' } }))).toBe(403)
    expect(await refusedAs(connectSocket(target, { protocols, headers: { origin: target.origin } }))).toBe(101)
  })
})

describe('the socket', () => {
  test.each([
    ['signs out', () => scene.post('/v1/session/sign-out', {}, scene.agent), 4401],
    ['is disabled', () => administer('PUT', '/v1/people/agent-7', { enabled: false }), 4401],
    ['idles', async () => target.clock.advance(15 * 60_000), 4401],
    [
      'loses the permission',
      () => administer('PUT', '/v1/people/agent-7', { enabled: true, profile: 'agent-manager' }),
      4403,
    ],
  ])('abuse 13: closes when its agent %s, with nothing being sent', async (_, end, code) => {
    const tab = await tabOf()
    await end()
    expect(await tab.closed).toBe(code)
  })

  test('closes when the longest day is over', async () => {
    const signedInAt = new Date(target.clock.now() - (12 * 60 - 5) * 60_000).toISOString()
    const tab = await tabOf(await scene.token('agent', 'agent-9', signedInAt))
    target.clock.advance(5 * 60_000)
    expect(await tab.closed).toBe(4401)
  })

  test('is closed after two hours, so that its page opens another', async () => {
    const tab = await tabOf()
    // In one step: no check in between can find that the sign-in has idled.
    target.clock.advance(2 * 60 * 60_000)
    expect(await tab.closed).toBe(1001)
  })

  test('of one sign-in outlives the end of another of the same agent', async () => {
    const another = await scene.token('agent', 'agent-7')
    const [ended, lasting] = [await tabOf(another), await tabOf()]
    await scene.post('/v1/session/sign-out', {}, another)
    expect(await ended.closed).toBe(4401)
    const { formId } = await scene.sent()
    await lasting.waitFor('form-sent', formId)
  })

  test('listens to nobody: whoever speaks is hung up on', async () => {
    const tab = await tabOf()
    tab.send('{"action":"subscribe"}')
    expect(await tab.closed).toBe(1008)
    const loud = await tabOf()
    loud.send('x'.repeat(10_000))
    expect(await loud.closed).toBe(1009)
  })

  test('is told to whoever asks for it in another way', async () => {
    expect(statusAndCode(await sendRequest(target, 'GET', '/v1/events'))).toBe('401 not-signed-in')
    expect(statusAndCode(await sendRequest(target, 'POST', '/v1/events', { body: {} }))).toBe('405 method-not-allowed')
    const upgrade = ['Connection: Upgrade', 'Upgrade: h2c']
    expect(rawStatus(await sendRawRequest(target, 'GET /healthz', ['Upgrade: h2c']))).toBe(200)
    expect(rawStatus(await sendRawRequest(target, 'GET /v1/events', upgrade))).toBe(401)
  })

  test('leaves a line in the log for each opening and each refusal, without the ticket', async () => {
    const ticket = await newTicket(scene)
    await tabOf()
    await connectSocket(target, { protocols: ['sealform.v1', `sft_${'B'.repeat(43)}`] })
    const lines = target.logLines.filter((line) => line.line === 'request' && line.step === 'events')
    expect(lines).toContainEqual(expect.objectContaining({ status: 101 }))
    expect(lines).toContainEqual(expect.objectContaining({ status: 401, code: 'not-signed-in' }))
    expect(JSON.stringify(target.logLines)).not.toMatch(/sft_/)
    expect(ticket).toMatch(/^sft_/)
    expect(target.clock.now()).toBeGreaterThan(noon)
  })
})
