import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Caller, noFields, step } from '../../../contracts/step.ts'
import { GatewayEvent } from '../../../lambdas/http/gateway-event.ts'
import { contextOfToken, principalToContext } from '../../../lambdas/http/principal-context.ts'
import { readRequest } from '../../../lambdas/http/read-request.ts'
import { agent } from '../identity/sign-in-fixture.ts'
import { type GatewayEventOptions, gatewayEvent } from './gateway-event.ts'

const stepOf = (method: 'GET' | 'POST' | 'DELETE', caller: Caller) =>
  step({
    name: 'try-it',
    summary: 'Tries it.',
    zone: 'control-zone',
    method,
    path: '/v1/things/{id}',
    caller,
    anyOf: [],
    pathParameters: z.strictObject({ id: z.string().check(z.regex(/^[a-z]+$/)) }),
    query: method === 'GET' ? z.strictObject({ limit: z.optional(z.string()) }) : noFields,
    body: method === 'POST' ? z.strictObject({ name: z.string() }) : noFields,
    reply: noFields,
    success: 200,
    refusals: [],
  })

const path = { id: 'abc' }
const read = (method: 'GET' | 'POST' | 'DELETE', caller: Caller, wanted: GatewayEventOptions) =>
  readRequest(stepOf(method, caller), GatewayEvent.parse(gatewayEvent({ method, path, ...wanted })), 0)

describe('a request', () => {
  test('is read with its path, query, body, caller address and principal', () => {
    expect(read('POST', 'person', { body: { name: 'x' }, principal: agent })).toEqual({
      value: { path, query: {}, body: { name: 'x' }, address: '192.0.2.1', principal: agent },
    })
    expect(read('GET', 'anyone', { query: { limit: ['5'] } })).toEqual({
      value: { path, query: { limit: '5' }, body: {}, address: '192.0.2.1', principal: undefined },
    })
  })

  test('made by a visitor needs no token', () => {
    expect(read('POST', 'visitor', { body: { name: 'x' } })).toHaveProperty('value.principal', undefined)
  })

  test('with GET is read without a body, even if one was sent', () => {
    expect(read('GET', 'anyone', { body: '{', type: 'text/plain' })).toHaveProperty('value.body', {})
  })

  test('with another method is read without a query, even if one was sent', () => {
    expect(read('POST', 'visitor', { body: { name: 'x' }, query: { name: ['y'] } })).toHaveProperty('value.query', {})
  })

  test('with DELETE may have no body', () => {
    expect(read('DELETE', 'person', { principal: agent })).toHaveProperty('value.body', {})
    expect(read('DELETE', 'person', { body: '{}', type: 'text/plain', principal: agent })).toEqual({
      refused: 'unsupported-media-type',
    })
  })
})

describe('a refusal', () => {
  const large = `"${'x'.repeat(70_000)}"`

  test('has the first status that applies, in the order of the contract: 413, 415, 401, 422', () => {
    const refusedBy = (wanted: GatewayEventOptions) => {
      const outcome = read('POST', 'person', wanted)
      return 'refused' in outcome ? outcome.refused : 'none'
    }
    const wrong = { path: { id: '1' }, body: {} }
    expect(refusedBy({ ...wrong, body: large, type: 'text/plain' })).toBe('too-large')
    expect(refusedBy({ ...wrong, body: '{', type: 'text/plain' })).toBe('unsupported-media-type')
    expect(refusedBy({ ...wrong, body: '{' })).toBe('not-signed-in')
    expect(refusedBy(wrong)).toBe('not-signed-in')
    expect(refusedBy({ ...wrong, body: '{', principal: agent })).toBe('not-valid')
    expect(refusedBy({ ...wrong, principal: agent })).toBe('not-valid')
    expect(refusedBy({ body: { name: 'x' }, principal: agent })).toBe('none')
  })

  test('lists the errors in path, query and body together', () => {
    expect(read('POST', 'visitor', { path: { id: '1' }, body: { nam: 'x' } })).toEqual({
      refused: 'not-valid',
      errors: [
        { field: 'id', code: 'bad-format' },
        { field: 'name', code: 'required' },
        { field: 'nam', code: 'unknown' },
      ],
    })
  })

  test.each([
    [{ limit: ['5', '6'] }, [{ field: 'limit', code: 'wrong-type' }]],
    [{ other: ['5'] }, [{ field: 'other', code: 'unknown' }]],
    [JSON.parse('{"__proto__":["5"]}'), [{ field: '', code: 'unknown' }]],
    [{ constructor: ['5'] }, [{ field: 'constructor', code: 'unknown' }]],
  ])('is returned for the query %j', (query, errors) => {
    expect(read('GET', 'anyone', { query })).toEqual({ refused: 'not-valid', errors })
  })

  test('I7: for a token that has ended since the authorizer read it, or whose end is unknown, is `not-signed-in`', () => {
    const event = gatewayEvent({ method: 'POST', path, body: { name: 'x' }, principal: agent })
    const at = (now: number, authorizer: object) =>
      readRequest(
        stepOf('POST', 'person'),
        GatewayEvent.parse({ ...event, requestContext: { ...event.requestContext, authorizer } }),
        now,
      )
    const context = contextOfToken(agent, 1_000)
    expect(at(999, context)).toHaveProperty('value')
    expect(at(1_000, context)).toEqual({ refused: 'not-signed-in' })
    expect(at(0, principalToContext(agent))).toEqual({ refused: 'not-signed-in' })
  })

  test('for a malformed token context is `not-signed-in`', () => {
    const event = gatewayEvent({ method: 'POST', path, body: { name: 'x' } })
    const authorizer = { kind: 'person', siteId: 'constructor' }
    const requestContext = { ...event.requestContext, authorizer }
    const outcome = readRequest(stepOf('POST', 'person'), GatewayEvent.parse({ ...event, requestContext }), 0)
    expect(outcome).toEqual({ refused: 'not-signed-in' })
  })
})
