import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { handler } from '../../../lambdas/identity/pre-token-generation.handler.ts'
import { siteScopeOf } from '../../../lambdas/identity/site-scope.ts'

const acme = SiteId.parse('acme')
const globex = SiteId.parse('globex')

/** As Cognito sends it: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const event = (triggerSource: string, request: object) => ({
  version: '3',
  triggerSource,
  region: 'us-east-1',
  userPoolId: 'us-east-1_EXAMPLE',
  userName: 'ada',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
  request,
  response: { claimsAndScopeOverrideDetails: null },
})

const claimsOf = async (given: object) =>
  (await handler(given)).response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride

const person = ({ site, groups, scopes = ['openid'] }: { site?: string; groups?: string[]; scopes?: string[] }) =>
  event('TokenGeneration_HostedAuth', {
    userAttributes: { sub: '5f3c', ...(site !== undefined && { 'custom:site': site }) },
    groupConfiguration: { groupsToOverride: groups ?? [], iamRolesToOverride: [], preferredRole: null },
    scopes,
  })

const machine = (scopes: string[], clientMetadata: object = {}) =>
  event('TokenGeneration_ClientCredentials', { userAttributes: {}, groupConfiguration: {}, scopes, clientMetadata })

describe('the access token of a person', () => {
  test('has the site that an administrator set, and the person’s group as the profile', async () => {
    expect(await claimsOf(person({ site: 'acme', groups: ['agent'] }))).toEqual({ site: 'acme', profile: 'agent' })
  })

  test('keeps its site and its profile when it is refreshed', async () => {
    const refreshed = { ...person({ site: 'acme', groups: ['agent'] }), triggerSource: 'TokenGeneration_RefreshTokens' }
    expect(await claimsOf(refreshed)).toEqual({ site: 'acme', profile: 'agent' })
  })

  test.each([
    ['in no group', []],
    ['in two groups', ['agent', 'administrator']],
    ['in a group that is not a profile', ['Agent Manager']],
  ])('has no profile for a person %s', async (_who, groups) => {
    expect(await claimsOf(person({ site: 'acme', groups }))).toEqual({ site: 'acme' })
  })

  test.each([undefined, '', 'Acme', 'a b', 'constructor'])('has no site when the attribute is %j', async (site) => {
    expect(await claimsOf(person({ site, groups: ['agent'] }))).toEqual({ profile: 'agent' })
  })

  test('never takes its site from a scope', async () => {
    expect(await claimsOf(person({ scopes: ['openid', siteScopeOf(acme)] }))).toEqual({})
  })
})

describe('the self-service scope of Cognito', () => {
  const selfService = 'aws.cognito.signin.user.admin'
  const suppressedOf = async (given: object) =>
    (await handler(given)).response.claimsAndScopeOverrideDetails.accessTokenGeneration.scopesToSuppress

  test.each([
    'TokenGeneration_HostedAuth',
    'TokenGeneration_Authentication',
    'TokenGeneration_NewPasswordChallenge',
    'TokenGeneration_AuthenticateDevice',
    'TokenGeneration_RefreshTokens',
    'TokenGeneration_OfTomorrow',
  ])('is removed at %s, so that no access token can change a password, a factor or an attribute', async (source) => {
    const given = { ...person({ site: 'acme', groups: ['agent'], scopes: [selfService] }), triggerSource: source }
    expect(await suppressedOf(given)).toEqual([selfService])
  })

  test('is not removed from a chat backend’s token, which keeps its scopes', async () => {
    expect(await suppressedOf(machine(['sealform/conversations', siteScopeOf(acme)]))).toBeUndefined()
  })
})

describe('the access token of a chat backend', () => {
  test('has the site from the scope that was granted', async () => {
    const scopes = ['sealform/conversations', siteScopeOf(acme)]
    expect(await claimsOf(machine(scopes))).toEqual({ site: 'acme' })
  })

  test.each([
    ['without a site in its scopes', ['sealform/conversations']],
    ['with two sites', [siteScopeOf(acme), siteScopeOf(globex)]],
    [
      'with a similar scope from another resource server',
      ['sealform-sites/acme', 'sealform-sites-g/acme', `x-${siteScopeOf(acme)}`],
    ],
    ['with an invalid site', ['sealform-sites-0/Acme']],
  ])('has no site %s', async (_what, scopes) => {
    expect(await claimsOf(machine(scopes))).toEqual({})
  })

  test('ignores the metadata that the client sends', async () => {
    const metadata = { site: 'acme', profile: 'administrator', 'custom:site': 'acme' }
    expect(await claimsOf(machine(['sealform/conversations'], metadata))).toEqual({})
  })
})

test('the trigger returns Cognito’s event with the response filled in', async () => {
  const given = person({ site: 'acme', groups: ['agent'] })
  const { response: _, ...rest } = given
  expect(await handler(given)).toMatchObject(rest)
})

test.each([
  ['an older version', { ...person({ site: 'acme' }), version: '2' }],
  ['no request', { version: '3', triggerSource: 'TokenGeneration_HostedAuth' }],
  ['nothing', {}],
])('an event with %s is refused, so that no token is issued', async (_what, given) => {
  await expect(handler(given)).rejects.toMatchObject({ name: 'Fault', code: 'settings-malformed' })
})
