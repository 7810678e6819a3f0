import { describe, expect, test } from 'vitest'
import { stageSettings } from '../../lib/stage-settings.ts'
import { exampleStages } from './synthesised.ts'

const preset = {
  provider: 'okta',
  issuer: 'https://acme.okta.com/oauth2/default',
  audience: 'api://sealform',
  clientIds: ['desk'],
  chatBackends: ['backend'],
  sites: ['acme'],
  mfa: { by: 'issuer' },
}
const entry = {
  kind: 'machine',
  issuer: 'https://id.example.com',
  clientIds: ['backend'],
  sites: ['acme'],
  tokenUse: { by: 'type' },
  claims: { site: 'site' },
}
const withSignIn = (issuers: unknown, admin?: object) =>
  stageSettings('demo', { demo: { ...exampleStages.demo, signIn: { kind: 'issuers', issuers, admin } } })
const wrong = (issuers: unknown, admin?: object) => {
  try {
    withSignIn(issuers, admin)
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
  return 'nothing is wrong'
}
const start = 'In the stage demo, signIn.'

describe('the issuers of a stage', () => {
  test('may be presets and entries', () => {
    const { signIn } = withSignIn([preset, { ...entry, agentsOf: preset.issuer }])
    expect(signIn).toMatchObject({
      issuers: [
        { kind: 'people', issuer: preset.issuer, discovery: true },
        { kind: 'machine', issuer: preset.issuer },
        { ...entry, claims: { site: 'site', scopes: 'scope' } },
      ],
    })
  })

  test.each<[unknown, string]>([
    [
      [{ ...preset, provider: 'ldap' }],
      'issuers.0.provider is "ldap", but must be one of entra, okta, auth0 and keycloak.',
    ],
    [
      [{ ...preset, audience: undefined }],
      'issuers.0.audience is missing, but must be the audience of access tokens: the identifier of the API at the provider.',
    ],
    [[preset, { ...preset, tenant: 'acme' }], 'issuers.1.tenant is not a setting, and must be left out.'],
    [
      [{ ...preset, audience: 'desk' }],
      'issuers.0.audience is "desk", but must be an audience that is not also the id of a client, because ID tokens have that audience.',
    ],
    [
      [{ ...preset, provider: 'entra', issuer: 'https://login.microsoftonline.com/common/v2.0' }],
      'issuers.0.issuer is "https://login.microsoftonline.com/common/v2.0", but must be https://login.microsoftonline.com/<id of the tenant>/v2.0.',
    ],
    [
      [{ ...preset, provider: 'auth0', issuer: 'https://acme.auth0.com', namespace: 'https://acme.example/' }],
      'issuers.0.issuer is "https://acme.auth0.com", but must be the address of the tenant with a slash at its end.',
    ],
    [
      [{ ...preset, mfa: undefined }],
      'issuers.0.mfa is missing, but must be how a second factor is recognised: by the issuer, or by a claim.',
    ],
    [[{ ...entry, clientIds: [] }], 'issuers.0.clientIds is [], but must be as docs/stage-settings.md describes it.'],
  ])('%j is invalid', (issuers, sentence) => {
    expect(wrong(issuers)).toBe(`${start}${sentence}`)
  })

  test('must not list a client twice', () => {
    expect(wrong([preset, preset])).toMatch(/but must be a list in which each client of an issuer is in one entry/)
  })

  test('must name the site in a claim if there are several', () => {
    expect(wrong([{ ...preset, sites: 'of-this-stage' }])).toMatch(/signIn\.issuers/)
    expect(wrong([{ ...preset, sites: 'of-this-stage', siteClaim: 'site' }])).toBe('nothing is wrong')
  })
})

describe('the sign-in of administrators', () => {
  const admin = { issuer: preset.issuer, clientId: 'desk' }

  test('uses one of the issuers and one of its clients', () => {
    expect(withSignIn([preset], admin).signIn).toMatchObject({ admin: { ...admin, scope: 'openid' } })
  })

  test.each<[object, RegExp]>([
    [{ ...admin, issuer: 'https://other.example' }, /signIn\.admin\.issuer must be an issuer of people/],
    [{ ...admin, clientId: 'backend' }, /signIn\.admin\.clientId must be in the clientIds/],
    [
      { ...admin, scope: 'profile' },
      /signIn\.admin\.scope is "profile", but must be scopes separated by spaces, openid/,
    ],
    [{ ...admin, parameters: { prompt: 'none' } }, /signIn\.admin\.parameters .*parameters that the page does not set/],
    [{ ...admin, parameters: { code_challenge_method: 'plain' } }, /signIn\.admin\.parameters/],
  ])('%j is invalid', (settings, message) => {
    expect(wrong([preset], settings)).toMatch(message)
  })
})
