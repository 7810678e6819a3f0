import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { tokenRules } from '../../../lambdas/core/token-rule.ts'
import { checkToken } from '../../../tools/issuer/check-token.ts'
import { sentenceOf } from '../../../tools/issuer/rule-sentences.ts'
import { resultLines } from '../../../tools/issuer/run-check.ts'
import { settingsOf } from '../../../tools/issuer/settings.ts'
import { type ProviderTokens, providers } from '../../lambdas/identity/provider-tokens.ts'
import { newSigningKey, now, sign } from '../../lambdas/identity/token-fixture.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const key = await newSigningKey('RS256', 'provider-key')
const { entra, okta, keycloak } = providers

const checked = async (
  { entries, typ, person }: ProviderTokens,
  claims: object = person,
  keys: unknown = { keys: [key.jwk] },
) => {
  const issuer = entries[0]?.issuer
  const documents = [{ issuer, jwks_uri: 'https://keys.example/jwks' }, keys]
  const token = await sign({ ...claims }, key, typ === undefined ? {} : { typ })
  const fetchDocument = async () => new TextEncoder().encode(JSON.stringify(documents.shift())).buffer
  const result = await checkToken(token, { issuers: entries, clock: { now: () => now }, fetchDocument })
  return { token, result, text: resultLines(result).join('\n') }
}

describe('the result of a check', () => {
  test('says what the service would see in the token of a person', async () => {
    const { text } = await checked(entra)
    expect(text.split('\n')).toEqual([
      '✓ The service accepts this token, and sees:',
      '  kind          person',
      '  site          acme',
      `  issuer        ${entra.person.iss}`,
      `  subject       ${entra.subject}`,
      '  profile       agent',
      expect.stringMatching(/^ {2}session {7}[0-9a-f]{16}$/),
      '  signedInAt    2026-03-02T08:45:00.000Z',
      '  endsAt        2026-03-02T20:45:00.000Z',
    ])
  })

  test('says what a machine may do', async () => {
    expect((await checked(okta, okta.machine)).text).toMatch(/conversations may open and close conversations$/)
    expect((await checked(okta, { ...okta.machine, scp: [] })).text).toMatch(
      /the scope sealform\/conversations is missing$/,
    )
  })

  test.each<[ProviderTokens, object, string]>([
    [entra, { ...entra.person, roles: ['Payroll'] }, '✗ profile: No value of the claim roles is in profiles.'],
    [
      entra,
      entra.idToken,
      '✗ client: No entry of its issuer lists the client that it names, or two claims name different clients.',
    ],
    [
      okta,
      { ...okta.person, aud: 'x' },
      '✗ token-use: It is no access token for the service, because the claim aud is not api://sealform.',
    ],
    [okta, { ...okta.person, ver: '1' }, '✗ required-claim: It lacks a claim that the settings require: ver is 1.'],
    [
      keycloak,
      { ...keycloak.person, sid: undefined },
      '✗ session: A claim that identifies the session is missing: sub, sid, auth_time.',
    ],
    [keycloak, { ...keycloak.person, acr: '1' }, '✗ second-factor: The claim acr shows no second factor: 2.'],
    [
      keycloak,
      { ...keycloak.person, site: 'x' },
      '✗ site: The claim site is not a site that its client may act for: acme, globex.',
    ],
  ])('names the rule in one sentence', async (provider, claims, line) => {
    expect((await checked(provider, claims)).text).toBe(line)
  })

  test('never contains the token or a part of it', async () => {
    for (const claims of [entra.person, entra.idToken]) {
      const { token, text } = await checked(entra, claims)
      for (const part of token.split('.')) expect(text).not.toContain(part)
    }
  })

  test('is a failure if the issuer’s keys are not available', async () => {
    await expect(checked(okta, okta.person, 'no keys')).rejects.toThrow(/cannot be fetched/)
  })

  test.each(tokenRules)('has a sentence for the rule %s', (rule) => {
    for (const { entries } of Object.values(providers)) {
      for (const entry of entries) expect(sentenceOf(rule, entry)).toMatch(/^[A-Z][^\n]+[^ ]\.$/)
    }
    expect(sentenceOf(rule, undefined)).toMatch(/^[A-Z][^\n]+\.$/)
  })
})

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-issuer-check-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const stages = join(folder, 'stages.json')
  const tokenFile = join(folder, 'ada.token')
  writeFileSync(stages, JSON.stringify(exampleStages))
  writeFileSync(tokenFile, 'a.b.c\n')

  test('names a stage and the file of the token', () => {
    expect(settingsOf(['--stage', 'demo', '--token-file', tokenFile], stages)).toMatchObject({
      stage: { stage: 'demo' },
      token: 'a.b.c',
      json: false,
    })
  })

  test.each<[readonly string[], RegExp]>([
    [[], /^Name a stage/],
    [['--stage', 'demo'], /^Name the file that contains the token/],
    [['--stage', 'demo', '--token-file', join(folder, 'none')], /cannot be read\.$/],
    [['--stage', 'nowhere', '--token-file', tokenFile], /must be one of the stages/],
  ])('%j is refused', (args, message) => {
    expect(() => settingsOf(args, stages)).toThrow(message)
  })
})
