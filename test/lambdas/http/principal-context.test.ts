import { describe, expect, test } from 'vitest'
import { principalFromContext, principalToContext } from '../../../lambdas/http/principal-context.ts'
import { agent, backend } from '../identity/sign-in-fixture.ts'

const fromGateway = (context: object) => ({ ...context, principalId: 'acme#agent-7', integrationLatency: 12 })

describe('a principal passed through API Gateway', () => {
  test.each([
    ['a person', agent],
    ['a person without a profile', { ...agent, profile: undefined }],
    ['the chat backend', backend],
    ['a machine without scopes', { ...backend, scopes: [] }],
    ['a machine with two scopes', { ...backend, scopes: ['openid', 'sealform/conversations'] }],
  ])('for %s is encoded as an object of strings, and is unchanged when it is decoded', (_, principal) => {
    const context = principalToContext(principal)
    expect(new Set(Object.values(context).map((value) => typeof value))).toEqual(new Set(['string']))
    expect(principalFromContext(fromGateway(context))).toEqual(principal)
  })

  const person = principalToContext(agent)
  const machine = principalToContext(backend)
  test.each<[string, unknown]>([
    ['no context', undefined],
    ['null', null],
    ['an empty context', {}],
    ['no kind', { ...person, kind: undefined }],
    ['an unknown kind', { ...person, kind: 'visitor' }],
    ['a person without a session', { ...person, sessionHash: undefined }],
    ['a session that is not a hash', { ...person, sessionHash: 'sid' }],
    ['no sign-in time', { ...person, signedInAt: '' }],
    ['a sign-in time before 1970', { ...person, signedInAt: '-1' }],
    ['a sign-in time as a number', { ...person, signedInAt: agent.signedInAt }],
    ['a malformed site', { ...person, siteId: 'Acme' }],
    ['a malformed profile', { ...person, profile: 'constructor' }],
    ['a machine without a client', { ...machine, clientId: '' }],
    ['a machine that claims to be a person', { ...machine, kind: 'person' }],
  ])('with %s is rejected', (_, context) => {
    expect(principalFromContext(context)).toBeUndefined()
  })
})
