import { describe, expect, test } from 'vitest'
import { issueEventsTicket } from '../../../lambdas/control-zone/issue-events-ticket.ts'
import type { AuditLog } from '../../../lambdas/core/audit/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { verifyOriginSecret } from '../../../lambdas/edge/origin-secret.ts'
import { connectAuthorizer } from '../../../lambdas/push/connect-authorizer.ts'
import { SocketEvent, signInOf } from '../../../lambdas/push/socket-event.ts'
import { type UseTicketPorts, useTicket } from '../../../lambdas/push/use-ticket.ts'
import { replyOf, request, siteFixture } from '../site-fixture.ts'

const publicOrigin = 'https://sealform.example'
const methodArn = 'arn:aws:execute-api:eu-central-1:111122223333:abc/live/$connect'

const fixture = async (changed: Partial<UseTicketPorts> = {}) => {
  const { ports, signIn, clock, records, lines } = siteFixture()
  const agent = signIn('agent', 'agent-7')
  const all = ports()
  const { ticket } = replyOf(await issueEventsTicket(all)(request(agent, { path: {}, query: {}, body: {} })))
  const authorize = connectAuthorizer({
    useTicket: useTicket({ ...all, ...changed }),
    verifyOriginSecret: verifyOriginSecret({ clock, secrets: { read: async () => ['secret of the front'] } }),
    originHeader: 'x-sealform-origin',
    publicOrigin,
  })
  const headers = {
    'X-Sealform-Origin': 'secret of the front',
    'Sec-WebSocket-Protocol': `sealform.v1, ${ticket}`,
    Origin: publicOrigin,
  }
  const ask = (changed: Record<string, string | undefined> = {}) =>
    authorize({
      type: 'REQUEST',
      methodArn,
      headers: { ...headers, ...changed },
      requestContext: { requestId: 'r' },
    })
  return { ask, agent, ticket, clock, records, lines }
}

describe('the authorizer of a WebSocket connection', () => {
  test('accepts a ticket, allows only the connect route, and passes on the sign-in', async () => {
    const { ask, agent } = await fixture()
    const allowed = await ask()
    expect(allowed?.policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn },
    ])
    const event = { requestContext: { requestId: 'r', connectionId: 'c=', authorizer: allowed?.context } }
    const { kind: _, ...signIn } = agent
    expect(signInOf(SocketEvent.parse(event))).toEqual(signIn)
  })

  test('abuse 1: accepts a ticket once', async () => {
    const { ask } = await fixture()
    expect(await ask()).toBeDefined()
    expect(await ask()).toBeUndefined()
  })

  test('abuse 1: refuses a replayed ticket within a second and logs the refusal if the audit record cannot be written', async () => {
    const limits: unknown[] = []
    const record: AuditLog['record'] = (_event, limit) => {
      limits.push(limit)
      return Promise.reject(new Fault('audit-failed'))
    }
    const { ask, lines } = await fixture({ audit: { record } })
    await ask()
    expect(await ask()).toBeUndefined()
    expect(limits).toEqual([{ withinMs: 1_000 }])
    expect(lines).toEqual([{ line: 'event', event: 'key-replayed', siteId: 'acme' }])
  })

  test.each([
    ['bypasses CloudFront', { 'X-Sealform-Origin': undefined }],
    ['guesses the origin secret', { 'X-Sealform-Origin': 'secret of the fronT' }],
    ['is on a page from another origin', { Origin: 'https://rival.example' }],
    ['is on a page with an opaque origin', { Origin: 'null' }],
  ])('refuses a caller who %s, and leaves the ticket unspent', async (_, changed) => {
    const { ask } = await fixture()
    expect(await ask(changed)).toBeUndefined()
    expect(await ask()).toBeDefined()
  })

  test('refuses a missing, expired or unknown ticket', async () => {
    const { ask, clock } = await fixture()
    expect(await ask({ 'Sec-WebSocket-Protocol': undefined })).toBeUndefined()
    expect(await ask({ 'Sec-WebSocket-Protocol': 'sealform.v1' })).toBeUndefined()
    expect(await ask({ 'Sec-WebSocket-Protocol': `sealform.v1, sft_${'A'.repeat(43)}` })).toBeUndefined()
    clock.advance(30_000)
    expect(await ask()).toBeUndefined()
  })

  test('requires a ticket even from a client that sends no Origin header', async () => {
    const { ask } = await fixture()
    expect(await ask({ Origin: undefined })).toBeDefined()
  })
})
