import { describe, expect, test } from 'vitest'
import { discover, discoveryAddressOf } from '../../../lambdas/identity/discovery.ts'
import type { IssuerEntry } from '../../../lambdas/identity/issuers.ts'
import { tokenChecker } from '../../../lambdas/identity/verify-token.ts'
import { machineEntry, newSigningKey, now, peopleEntry, peopleKey, personClaims, sign } from './token-fixture.ts'

const issuer = peopleEntry.issuer
const address = `${issuer}/.well-known/openid-configuration`
const document = { issuer, jwks_uri: 'https://keys.example/jwks' }
const entries: readonly IssuerEntry[] = [
  { ...peopleEntry, discovery: true },
  { ...machineEntry, discovery: true },
]

/** An issuer with a discovery document, and the list of the fetched addresses. */
const discovering = () => {
  const fetched: string[] = []
  const documents = new Map<string, unknown>([
    [address, document],
    [document.jwks_uri, { keys: [peopleKey.jwk] }],
  ])
  const fetchDocument = async (uri: string) => {
    fetched.push(uri)
    const found = documents.get(uri)
    if (found === undefined) throw new Error('not found')
    return new TextEncoder().encode(typeof found === 'string' ? found : JSON.stringify(found)).buffer
  }
  const check = tokenChecker({ issuers: entries, clock: { now: () => now }, fetchDocument })
  return { fetched, documents, fetchDocument, check }
}

describe('the discovery document of an issuer', () => {
  test.each([
    ['https://people.example', 'https://people.example/.well-known/openid-configuration'],
    ['https://acme.eu.auth0.com/', 'https://acme.eu.auth0.com/.well-known/openid-configuration'],
    ['https://sso.example/realms/acme', 'https://sso.example/realms/acme/.well-known/openid-configuration'],
  ])('of %s is at %s', (named, expected) => {
    expect(discoveryAddressOf(named)).toBe(expected)
  })

  test('leads to the keys. Both are fetched once, for people and machines', async () => {
    const { check, fetched } = discovering()
    expect(await check(await sign(personClaims))).toHaveProperty('principal')
    expect(await check(await sign(personClaims))).toHaveProperty('principal')
    expect(fetched).toEqual([address, document.jwks_uri])
  })

  test('is fetched again after a rotation, and may then name another address', async () => {
    const { check, documents, fetched } = discovering()
    await check(await sign(personClaims))
    const rotated = await newSigningKey('RS256', 'key-2')
    documents.set(address, { ...document, jwks_uri: 'https://keys.example/next' })
    documents.set('https://keys.example/next', { keys: [rotated.jwk] })
    expect(await check(await sign(personClaims, rotated))).toHaveProperty('principal')
    expect(fetched.slice(2)).toEqual([address, 'https://keys.example/next'])
  })

  test.each<[string, unknown]>([
    ['names another issuer', { ...document, issuer: 'https://evil.example' }],
    ['names the issuer with a slash more', { ...document, issuer: `${issuer}/` }],
    ['names no issuer', { jwks_uri: document.jwks_uri }],
    ['has no address of keys', { issuer }],
    ['has an address of keys without https', { ...document, jwks_uri: 'http://keys.example/jwks' }],
    ['has an endpoint without https', { ...document, token_endpoint: 'http://people.example/token' }],
    ['is not JSON', '<html>'],
    ['is a list', []],
    ['is missing', undefined],
    ['leads to keys that are missing', { ...document, jwks_uri: 'https://keys.example/none' }],
  ])('causes a fault if it %s, and no token is accepted', async (_, altered) => {
    const { check, documents } = discovering()
    documents.set(address, altered)
    await expect(check(await sign(personClaims))).rejects.toMatchObject({ name: 'Fault', code: 'issuer-failed' })
    documents.set(address, document)
    expect(await check(await sign(personClaims))).toHaveProperty('principal')
  })

  test('is not fetched for a token of another issuer', async () => {
    const { check, fetched } = discovering()
    expect(await check(await sign({ ...personClaims, iss: `${issuer}/` }))).toEqual({ refusedBy: 'issuer' })
    expect(fetched).toEqual([])
  })

  test('contains the endpoints for a sign-in', async () => {
    const { documents, fetchDocument } = discovering()
    documents.set(address, { ...document, token_endpoint: `${issuer}/token`, claims_supported: ['sub'] })
    expect(await discover(fetchDocument, issuer)).toEqual({ ...document, token_endpoint: `${issuer}/token` })
  })
})
