import { afterEach, describe, expect, test } from 'vitest'
import { EventMessage } from '../../../contracts/events.ts'
import { connectSocket, newTicket, openTab, type Tab } from '../../kit/agent-tab.ts'
import { siteRecords } from '../../kit/audit-trail.ts'
import { rawStatus, sendRawRequest, sendRequest, statusAndCode } from '../../kit/http-client.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, noon, startMemoryService } from '../../kit/service.ts'
import { newSite, proofOf, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
const open: Tab[] = []

/** The interval at which open sockets are checked for an ended sign-in. */
const socketCheckMs = 100

provideSite(
  () => startMemoryService({ socketCheckMs }),
  (provided) => {
    service = provided.service
    site = provided.site
  },
)

afterEach(async () => {
  await Promise.all(open.splice(0).map((tab) => tab.close()))
})

const tabOf = async (by = site.agent): Promise<Tab> => {
  const tab = await openTab(service, by)
  open.push(tab)
  return tab
}

const setPerson = async (subject: string, setting: { readonly enabled: boolean; readonly profile?: string }) => {
  const administrator = await site.signIn('administrator', 'root')
  await administrator.reply('put-person', { path: { subject }, body: setting })
}

describe('the messages pushed to an agent’s tab', () => {
  test('report every event of the agent’s form, in order, with the status', async () => {
    const tab = await tabOf()
    const sent = await site.sendForm()
    await tab.waitFor('form-sent')
    const form = await site.openForm(sent)
    await tab.waitFor('form-opened')
    const questions = { iban: 'valid', 'account-holder': 'empty' } as const
    await site.visitor.call('report-progress', { body: { ...proofOf(form), questions } })
    await tab.waitFor('form-progress')
    const submitted = await site.submitForm(form)
    await tab.waitFor('form-submitted')
    await site.retrieve(submitted)
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

  test('report a form that is declined, resent, cancelled or erased', async () => {
    const tab = await tabOf()
    const declined = await site.openForm()
    await site.visitor.call('decline-form', { body: proofOf(declined) })
    expect(await tab.waitFor('form-declined', declined.formId)).toMatchObject({ status: 'declined' })
    await site.agent.call('resend-form', { path: { formId: declined.formId } })
    expect(await tab.waitFor('form-resent', declined.formId)).toMatchObject({ status: 'sent' })
    await site.agent.call('cancel-form', { path: { formId: declined.formId } })
    expect(await tab.waitFor('form-cancelled', declined.formId)).toMatchObject({ status: 'cancelled' })
    const { formId, submissionId } = await site.submitForm()
    const administrator = await site.signIn('administrator', 'root')
    await administrator.reply('erase', { body: { submissionId } })
    await tab.waitFor('submission-erased', formId)
  })

  test('are sent to every tab of the agent, and to the second tab even after the first is closed', async () => {
    const tabs = [await tabOf(), await tabOf()] as const
    const { formId } = await site.sendForm()
    await Promise.all(tabs.map((tab) => tab.waitFor('form-sent', formId)))
    await tabs[0].close()
    const { formId: another } = await site.sendForm()
    await tabs[1].waitFor('form-sent', another)
    expect(tabs[0].received).toHaveLength(1)
  })

  test('abuse 45: are sent to at most ten tabs of a sign-in, because the eleventh tab closes the socket of the oldest', async () => {
    const oldest = await tabOf()
    const others: Tab[] = []
    for (let n = 0; n < 9; n++) {
      service.clock.advance(1)
      others.push(await tabOf())
    }
    service.clock.advance(1)
    const newest = await tabOf()
    expect(await oldest.closed).toBe(1001)
    const { formId } = await site.sendForm()
    await Promise.all([...others, newest].map((tab) => tab.waitFor('form-sent', formId)))
    expect(oldest.received).toEqual([])
  })

  test('continue after a reconnect with another ticket, and list-forms returns the changes that were missed', async () => {
    const first = await tabOf()
    await first.close()
    const { formId, conversationId } = await site.sendForm()
    const again = await tabOf()
    expect(await site.agent.reply('list-forms', { path: { conversationId } })).toMatchObject({
      forms: [{ formId, status: 'sent' }],
    })
    await site.agent.call('cancel-form', { path: { formId } })
    expect(await again.waitFor('form-cancelled', formId)).toMatchObject({ status: 'cancelled' })
  })

  test('report no form of another agent, even after a transfer, and no form of an agent with the same id at another site', async () => {
    const colleague = await tabOf(await site.signIn('agent', 'agent-8'))
    const elsewhere = await newSite(service)
    const namesake = await tabOf(elsewhere.agent)
    const own = await tabOf()
    const opened = await site.openForm()
    await site.transferConversation(opened.conversationId, 'agent-8')
    const form = await site.submitForm(opened)
    const theirs = await elsewhere.submitForm()
    await own.waitFor('form-submitted', form.formId)
    await namesake.waitFor('form-submitted', theirs.formId)
    expect(colleague.received).toEqual([])
    expect(new Set(namesake.received.map(({ formId }) => formId))).toEqual(new Set([theirs.formId]))
    const ofForms = own.received.filter(({ event }) => event.startsWith('form-'))
    expect(new Set(ofForms.map(({ formId }) => formId))).toEqual(new Set([form.formId]))
  })

  test('contain no answer, key or ticket', async () => {
    const tab = await tabOf()
    const form = await site.submitForm()
    await tab.waitFor('form-submitted')
    const all = JSON.stringify(tab.received)
    for (const secret of ['Lovelace', 'DE89', form.openKey, form.submitKey, form.visitorSecret, 'sft_']) {
      expect(all).not.toContain(secret)
    }
  })
})

describe('the WebSocket ticket', () => {
  const withTicket = (ticket: string, protocols = ['sealform.v1', ticket]) => connectSocket(service, { protocols })
  const refusedAs = async (attempt: Promise<Tab | number>): Promise<number> => {
    const tab = await attempt
    if (typeof tab === 'number') return tab
    open.push(tab)
    return 101
  }

  test('has 256 random bits, is valid for 30 seconds, and is not repeated in the handshake', async () => {
    const issued = await site.agent.reply('issue-events-ticket')
    expect(issued).toEqual({
      ticket: expect.stringMatching(/^sft_[A-Za-z0-9_-]{43}$/),
      expiresAt: new Date(service.clock.now() + 30_000).toISOString(),
    })
    const tab = await withTicket(issued.ticket)
    expect(tab).toMatchObject({ protocol: 'sealform.v1' })
    if (typeof tab !== 'number') open.push(tab)
  })

  test('abuse 1: opens one socket, and its second use is refused and recorded as a replay', async () => {
    const ticket = await newTicket(site.agent)
    expect(await refusedAs(withTicket(ticket))).toBe(101)
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(await siteRecords(service, site.siteId)).toContainEqual(
      expect.objectContaining({ event: 'key-replayed', actor: 'agent:agent-7', outcome: 'refused' }),
    )
    expect(service.logLines).toContainEqual({ line: 'event', event: 'key-replayed', siteId: site.siteId })
  })

  test('abuse 2: opens only one socket when 1,000 clients use it concurrently', async () => {
    const ticket = await newTicket(site.agent)
    const answers: number[] = []
    for (let round = 0; round < 10; round++) {
      answers.push(...(await Promise.all(Array.from({ length: 100 }, () => refusedAs(withTicket(ticket))))))
    }
    expect(answers.filter((status) => status === 101)).toHaveLength(1)
    expect(answers.filter((status) => status === 401)).toHaveLength(999)
  })

  test('abuse 4: is valid until the last millisecond before its expiry, and invalid afterwards', async () => {
    const [last, late] = [await newTicket(site.agent), await newTicket(site.agent)]
    service.clock.advance(29_999)
    expect(await refusedAs(withTicket(last))).toBe(101)
    service.clock.advance(1)
    expect(await refusedAs(withTicket(late))).toBe(401)
  })

  test.each([
    ['no subprotocol', () => []],
    ['only our subprotocol and no ticket', () => ['sealform.v1']],
    ['only the ticket and no subprotocol', (ticket: string) => [ticket]],
    ['another protocol version', (ticket: string) => ['sealform.v2', ticket]],
    ['an additional subprotocol', (ticket: string) => ['sealform.v1', ticket, 'chat']],
    ['a ticket that was never issued', () => ['sealform.v1', `sft_${'A'.repeat(43)}`]],
    ['a ticket in capitals', (ticket: string) => ['sealform.v1', ticket.toUpperCase()]],
  ])('abuse 9: is refused in a handshake with %s', async (_, protocols) => {
    expect(await refusedAs(connectSocket(service, { protocols: protocols(await newTicket(site.agent)) }))).toBe(401)
  })

  test('abuse 5: cannot open a form, and no one-time key can open a socket', async () => {
    const ticket = await newTicket(site.agent)
    const { openKey } = await site.sendForm()
    expect(statusAndCode(await site.attempt.open(ticket, 'a'.repeat(43)))).toBe('404 not-available')
    expect(await refusedAs(withTicket(openKey))).toBe(401)
    expect(await refusedAs(withTicket(ticket))).toBe(101)
  })

  test('abuse 13: becomes invalid when its sign-in ends', async () => {
    const agent = await site.signIn('agent', 'agent-9')
    const ticket = await newTicket(agent)
    await agent.call('sign-out')
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(statusAndCode(await agent.call('issue-events-ticket'))).toBe('401 not-signed-in')
  })

  test('requires the permission secure-form:use when it is issued and when it is used', async () => {
    const agent = await site.signIn('agent', 'agent-9')
    const ticket = await newTicket(agent)
    await setPerson('agent-9', { enabled: true, profile: 'agent-manager' })
    expect(await refusedAs(withTicket(ticket))).toBe(401)
    expect(statusAndCode(await agent.call('issue-events-ticket'))).toBe('403 not-permitted')
  })

  test('does not count as activity, so a tab that only reconnects reaches the idle timeout', async () => {
    const agent = await site.signIn('agent', 'agent-9')
    for (let minute = 0; minute < 14; minute += 7) {
      await newTicket(agent)
      service.clock.advance(7 * 60_000)
    }
    service.clock.advance(60_000)
    expect(statusAndCode(await agent.call('issue-events-ticket'))).toBe('401 not-signed-in')
  })

  test('abuse 29: does not open a socket if the request is from another origin or to another host', async () => {
    for (const origin of [
      'https://rival.example',
      'null',
      service.origin.replace('127.0.0.1', '127.0.0.1.rival.example'),
    ]) {
      const protocols = ['sealform.v1', await newTicket(site.agent)]
      expect([origin, await refusedAs(connectSocket(service, { protocols, headers: { origin } }))]).toEqual([
        origin,
        403,
      ])
    }
    const protocols = ['sealform.v1', await newTicket(site.agent)]
    expect(await refusedAs(connectSocket(service, { protocols, headers: { host: 'rival.example' } }))).toBe(403)
    expect(await refusedAs(connectSocket(service, { protocols, headers: { origin: service.origin } }))).toBe(101)
  })
})

describe('the WebSocket', () => {
  test.each([
    ['signs out', () => site.agent.call('sign-out'), 4401],
    ['is disabled', () => setPerson('agent-7', { enabled: false }), 4401],
    ['reaches the idle timeout', async () => service.clock.advance(15 * 60_000), 4401],
    [
      'loses the permission to use forms',
      () => setPerson('agent-7', { enabled: true, profile: 'agent-manager' }),
      4403,
    ],
  ])('abuse 13: is closed without any message when its agent %s', async (_, end, code) => {
    const tab = await tabOf()
    await end()
    expect(await tab.closed).toBe(code)
  })

  test('is closed twelve hours after the sign-in', async () => {
    const signedInAt = new Date(service.clock.now() - (12 * 60 - 5) * 60_000).toISOString()
    const tab = await tabOf(await site.signIn('agent', 'agent-9', signedInAt))
    service.clock.advance(5 * 60_000)
    expect(await tab.closed).toBe(4401)
  })

  test('is closed after two hours, after which its page opens another socket', async () => {
    const tab = await tabOf()
    // In one step: no check in between can find that the sign-in has idled.
    service.clock.advance(2 * 60 * 60_000)
    expect(await tab.closed).toBe(1001)
  })

  test('stays open when another sign-in of the same agent ends', async () => {
    const another = await site.signIn('agent', 'agent-7')
    const [ended, lasting] = [await tabOf(another), await tabOf()]
    await another.call('sign-out')
    expect(await ended.closed).toBe(4401)
    const { formId } = await site.sendForm()
    await lasting.waitFor('form-sent', formId)
  })

  test('accepts no messages and disconnects a client that sends one', async () => {
    const tab = await tabOf()
    tab.send('{"action":"subscribe"}')
    expect(await tab.closed).toBe(1008)
    const loud = await tabOf()
    loud.send('x'.repeat(10_000))
    expect(await loud.closed).toBe(1009)
  })

  test('refuses requests without a WebSocket upgrade', async () => {
    expect(statusAndCode(await sendRequest(service, 'GET', '/v1/events'))).toBe('401 not-signed-in')
    expect(statusAndCode(await sendRequest(service, 'POST', '/v1/events', { body: {} }))).toBe('405 method-not-allowed')
    const upgrade = ['Connection: Upgrade', 'Upgrade: h2c']
    expect(rawStatus(await sendRawRequest(service, 'GET /healthz', ['Upgrade: h2c']))).toBe(200)
    expect(rawStatus(await sendRawRequest(service, 'GET /v1/events', upgrade))).toBe(401)
  })

  test('has a log line for each connection and each refusal, without the ticket', async () => {
    const ticket = await newTicket(site.agent)
    await tabOf()
    await connectSocket(service, { protocols: ['sealform.v1', `sft_${'B'.repeat(43)}`] })
    const lines = service.logLines.filter((line) => line.line === 'request' && line.step === 'events')
    expect(lines).toContainEqual(expect.objectContaining({ status: 101 }))
    expect(lines).toContainEqual(expect.objectContaining({ status: 401, code: 'not-signed-in' }))
    expect(JSON.stringify(service.logLines)).not.toMatch(/sft_/)
    expect(ticket).toMatch(/^sft_/)
    expect(service.clock.now()).toBeGreaterThan(noon)
  })
})
