/**
 * Promise I7: API Gateway caches the result of the authorizer. Each test calls the handlers several times with the same cached
 * context.
 */
import { expect, test } from 'vitest'
import { protocol, type StepName } from '../../../contracts/protocol.ts'
import type { Principal } from '../../../lambdas/core/people/principal.ts'
import { contextOfToken } from '../../../lambdas/http/principal-context.ts'
import { mapSteps } from '../../../local/handlers.ts'
import { gatewayEvent, lambdaContext } from '../http/gateway-event.ts'
import { siteFixture } from '../site-fixture.ts'
import { hour, minute } from './sign-in-fixture.ts'

const newService = () => {
  const fixture = siteFixture()
  const handlers = mapSteps(({ withPorts }) => withPorts(fixture.ports()))
  /** The authorizer's result for a token that ends in an hour, as API Gateway repeats it for five minutes. */
  const cache = (principal: Principal) => {
    const authorizer = contextOfToken(principal, fixture.clock.now() + hour)
    return async (step: StepName, { path = {}, body = {} }: { path?: Record<string, string>; body?: object } = {}) => {
      const { method } = protocol[step]
      const event = gatewayEvent({ method, path, ...(method !== 'GET' && { body }) })
      const requestContext = { ...event.requestContext, authorizer }
      return (await handlers[step]({ ...event, requestContext }, lambdaContext)).statusCode
    }
  }
  const agent = cache(fixture.signIn('agent', 'agent-7'))
  const administrator = cache(fixture.signIn('administrator', 'root'))
  return { ...fixture, cache, agent, administrator }
}

/** Steps that read, steps that write, and one of the PCI zone. A malformed request must not reveal its errors either. */
const calls = [
  ['get-session', {}],
  ['list-templates', {}],
  ['stay-signed-in', {}],
  ['send-form', { path: { conversationId: 'chat-1' }, body: { templateId: 'bank-account' } }],
  ['send-form', { path: { conversationId: 'chat-1' }, body: { templateId: 7 } }],
  ['issue-retrieve-key', { path: { formId: '6f1f0a1e-3b1c-4d2e-8f00-0123456789ab' } }],
] as const

const statusesOf = async (caller: ReturnType<ReturnType<typeof newService>['cache']>) => {
  const statuses: number[] = []
  for (const [step, call] of calls) statuses.push(await caller(step, call))
  return statuses
}
const admitted = [200, 200, 200, 404, 422, 404]
const ended = calls.map(() => 401)

test('a sign-out takes effect at the next request, in every later request and for this sign-in only', async () => {
  const { agent, cache, signIn } = newService()
  const another = cache(signIn('agent', 'agent-7'))
  expect(await statusesOf(agent)).toEqual(admitted)
  expect(await agent('sign-out')).toBe(200)
  expect(await statusesOf(agent)).toEqual(ended)
  expect(await statusesOf(another)).toEqual(admitted)
})

test('the end of the token takes effect at its millisecond', async () => {
  const { agent, administrator, clock } = newService()
  for (let elapsed = 0; elapsed < 60; elapsed += 10) {
    expect(await statusesOf(agent)).toEqual(admitted)
    clock.advance(elapsed === 50 ? 10 * minute - 1 : 10 * minute)
  }
  expect(await statusesOf(agent)).toEqual(admitted)
  clock.advance(1)
  expect(await statusesOf(agent)).toEqual(ended)
  expect(await administrator('sign-out')).toBe(401)
})

test('the idle timeout takes effect, and later requests of the sign-in stay refused', async () => {
  const { agent, clock } = newService()
  expect(await statusesOf(agent)).toEqual(admitted)
  clock.advance(15 * minute - 1)
  expect(await statusesOf(agent)).toEqual(admitted)
  clock.advance(15 * minute)
  expect(await statusesOf(agent)).toEqual(ended)
  expect(await statusesOf(agent)).toEqual(ended)
})

test('disabling a person takes effect, and enabling them again does not restore the sign-in', async () => {
  const { agent, administrator, clock } = newService()
  expect(await statusesOf(agent)).toEqual(admitted)
  clock.advance(1)
  const path = { subject: 'agent-7' }
  expect(await administrator('put-person', { path, body: { enabled: false } })).toBe(200)
  expect(await statusesOf(agent)).toEqual(ended)
  expect(await administrator('put-person', { path, body: { enabled: true } })).toBe(200)
  expect(await statusesOf(agent)).toEqual(ended)
})

test('a change of the person’s profile or of the site’s profiles takes effect', async () => {
  const { agent, administrator } = newService()
  const path = { subject: 'agent-7' }
  const statuses = async () => [await agent('get-session'), await agent('list-templates')].join()
  expect(await statuses()).toBe('200,200')
  const profiles = { trainee: ['form:observe'] }
  expect(await administrator('patch-site', { body: { profiles } })).toBe(200)
  expect(await administrator('put-person', { path, body: { enabled: true, profile: 'trainee' } })).toBe(200)
  expect(await statuses()).toBe('200,403')
  const widened = { trainee: ['secure-form:use'] }
  expect(await administrator('patch-site', { body: { profiles: widened } })).toBe(200)
  expect(await statuses()).toBe('200,200')
})

test('a site that no longer exists admits no one', async () => {
  const { agent, tables } = newService()
  expect(await statusesOf(agent)).toEqual(admitted)
  tables.sites.delete('acme')
  expect(await statusesOf(agent)).toEqual(ended)
})
