/** Tokens as five providers issue them: accepted with their settings, and refused by name if one claim is wrong. */
import type { JWTPayload } from 'jose'
import { describe, expect, test } from 'vitest'
import type { TokenRule } from '../../../lambdas/core/token-rule.ts'
import { discoveryAddressOf } from '../../../lambdas/identity/discovery.ts'
import { tokenChecker } from '../../../lambdas/identity/verify-token.ts'
import { type ProviderTokens, providers } from './provider-tokens.ts'
import { newSigningKey, now, nowSeconds, sign } from './token-fixture.ts'

const key = await newSigningKey('RS256', 'provider-key')
const otherKey = await newSigningKey('RS256', 'provider-key')

type Claims = Readonly<Record<string, unknown>>

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer

/** A checker with the entries of one provider, which publishes one key. */
const checkerOf = ({ entries }: ProviderTokens) => {
  const issuer = entries[0]?.issuer ?? ''
  return tokenChecker({
    issuers: entries,
    clock: { now: () => now },
    fetchDocument: async (address) =>
      bytes(
        address === discoveryAddressOf(issuer)
          ? { issuer, jwks_uri: 'https://keys.example/jwks' }
          : { keys: [key.jwk] },
      ),
  })
}

const signed = (claims: Claims, typ: string | undefined, by = key) =>
  sign(claims satisfies JWTPayload, by, typ === undefined ? {} : { typ })

const without = (claims: Claims, name: string): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name))

describe.each(Object.entries(providers))('a token of %s', (name, provider) => {
  const { person, machine, idToken, typ } = provider
  const check = checkerOf(provider)
  const ruleOf = async (claims: Claims, header = typ, by = key) => {
    const checked = await check(await signed(claims, header, by))
    return 'refusedBy' in checked ? checked.refusedBy : undefined
  }

  test('of a person has their subject, profile, site and time of the sign-in', async () => {
    expect(await check(await signed(person, typ))).toMatchObject({
      principal: {
        kind: 'person',
        siteId: 'acme',
        subject: provider.subject,
        profile: 'agent',
        signedInAt: (nowSeconds - 900) * 1_000,
      },
    })
  })

  test('of a machine has its client, site and scope', async () => {
    expect(await check(await signed(machine, typ))).toMatchObject({
      principal: {
        kind: 'machine',
        siteId: 'acme',
        clientId: provider.backend,
        scopes: expect.arrayContaining(['sealform/conversations']),
      },
    })
  })

  test('has the same session after a refresh, and another after the next sign-in', async () => {
    const sessionOf = async (claims: Claims) => {
      const checked = await check(await signed(claims, typ))
      return 'principal' in checked && checked.principal.kind === 'person' ? checked.principal.sessionHash : checked
    }
    const first = await sessionOf(person)
    expect(await sessionOf({ ...person, iat: nowSeconds, exp: nowSeconds + 60, jti: 'j-refreshed' })).toBe(first)
    for (const claim of provider.session) {
      const value = person[claim]
      const next = { ...person, [claim]: typeof value === 'number' ? value + 1 : `${value}2` }
      expect(await sessionOf(next)).not.toBe(first)
    }
  })

  test.each<[TokenRule | string, Claims, (string | undefined)?]>([
    ['expired', { ...person, exp: nowSeconds }],
    ['not-yet-valid', { ...person, iat: nowSeconds + 11 }],
    ['times', without(person, 'exp')],
    ['issuer', { ...person, iss: 'https://login.evil.example' }],
    ['sign-in-time', { ...person, [provider.signedInAt]: nowSeconds + 11 }],
    ['profile', { ...person, ...provider.otherGroup }],
    ...provider.session
      .filter((claim) => claim !== provider.signedInAt && !['sub', 'oid', 'uid'].includes(claim))
      .map((claim): [TokenRule, Claims] => ['session', without(person, claim)]),
  ])('of a person is refused by the rule %s', async (rule, claims) => {
    expect(await ruleOf(claims)).toBe(rule)
  })

  test('of another client is refused by the rule client', async () => {
    const [clientClaim = ''] = ['client_id', 'azp', 'cid'].filter((claim) => claim in person)
    expect(await ruleOf({ ...person, [clientClaim]: 'newsletter' })).toBe('client')
    expect(await ruleOf(without(person, clientClaim))).toBe('client')
  })

  test('with a signature of another key is refused by the rule signature', async () => {
    expect(await ruleOf(person, typ, otherKey)).toBe('signature')
  })

  test('must not be an ID token', async () => {
    const rule = await ruleOf(idToken, 'JWT')
    expect(['client', 'token-use']).toContain(rule)
    // The audience names the client only in an ID token.
    expect(rule).toBe(name === 'keycloak' || name === 'cognito' ? 'token-use' : 'client')
  })

  test('of a person does not count as that of a machine, even with the client of a chat backend', async () => {
    const clients = Object.fromEntries(
      ['client_id', 'azp', 'cid'].filter((claim) => claim in person).map((claim) => [claim, provider.backend]),
    )
    const granted = {
      scope: 'sealform/conversations',
      roles: ['sealform/conversations'],
      scp: ['sealform/conversations'],
    }
    const rule = await ruleOf({ ...person, ...(name === 'okta' ? without(granted, 'scope') : granted), ...clients })
    expect(rule).toBe(name === 'cognito' ? 'client' : 'required-claim')
  })

  test('of a machine does not count as that of a person', async () => {
    const clients = Object.fromEntries(
      ['azp', 'cid', 'client_id']
        .filter((claim) => claim in machine)
        .map((claim) => [claim, person.client_id ?? person.azp ?? person.cid]),
    )
    expect(await check(await signed({ ...machine, ...clients }, typ))).toHaveProperty('refusedBy')
  })
})

describe('the rules that depend on a provider’s marks', () => {
  test.each<[string, ProviderTokens, Claims, string]>([
    ['Entra, another audience', providers.entra, { aud: 'aaaaaaaa-0000-4000-8000-000000000009' }, 'token-use'],
    ['Entra, a token of version 1', providers.entra, { ver: '1.0' }, 'required-claim'],
    ['Entra, without the authentication context', providers.entra, { acrs: ['p1'] }, 'second-factor'],
    ['Okta, the organization’s own audience', providers.okta, { aud: 'https://acme.okta.com' }, 'token-use'],
    ['Okta, a version that is a string', providers.okta, { ver: '1' }, 'required-claim'],
    ['Okta, a password alone', providers.okta, { amr: ['pwd'] }, 'second-factor'],
    ['Auth0, another API', providers.auth0, { aud: 'https://other.example' }, 'required-claim'],
    ['Auth0, a password alone', providers.auth0, { 'https://sealform.acme.example/amr': ['pwd'] }, 'second-factor'],
    ['Keycloak, a refresh token', providers.keycloak, { typ: 'Refresh' }, 'token-use'],
    ['Keycloak, another audience', providers.keycloak, { aud: 'account' }, 'required-claim'],
    ['Keycloak, the first level of authentication', providers.keycloak, { acr: '1' }, 'second-factor'],
    ['Keycloak, a site that is not listed', providers.keycloak, { site: 'initech' }, 'site'],
    ['Keycloak, no site', providers.keycloak, { site: undefined }, 'site'],
    ['Cognito, a site of another stage', providers.cognito, { site: 'globex' }, 'site'],
  ])('%s', async (_, provider, claims, rule) => {
    expect(await checkerOf(provider)(await signed({ ...provider.person, ...claims }, provider.typ))).toMatchObject({
      refusedBy: rule,
    })
  })

  test('the type of an Auth0 token is at+jwt', async () => {
    expect(await checkerOf(providers.auth0)(await signed(providers.auth0.person, 'JWT'))).toMatchObject({
      refusedBy: 'token-use',
    })
  })

  test('abuse 50: the same subject of another issuer is another person', async () => {
    const { person, typ } = providers.keycloak
    const checked = await checkerOf(providers.keycloak)(await signed(person, typ))
    const other = await checkerOf(providers.okta)(
      await signed({ ...providers.okta.person, uid: person.sub }, providers.okta.typ),
    )
    if (!('principal' in checked && 'principal' in other)) throw new Error('both tokens are valid')
    expect(checked.principal).toMatchObject({ subject: person.sub, issuer: person.iss })
    expect(other.principal).toMatchObject({ subject: person.sub, issuer: providers.okta.person.iss })
  })
})
