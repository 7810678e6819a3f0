/** Abuse 33 and 40: forged tokens, each signed with a key that an attacker might have. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { statusAndCode } from '../kit/http-client.ts'
import { localRunDependencies } from '../kit/local-user-pool.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { agentId, newSite, type Site } from '../kit/site.ts'

let service: DatabaseService
let site: Site
/** The issuer's own key, from the run's data folder. */
let issuerKey: JWK
let issuer: string

beforeAll(async () => {
  service = await startDatabaseService()
  issuerKey = JSON.parse(await readFile(join(service.dataFolder, 'issuer-key.json'), 'utf8'))
})

beforeEach(async () => {
  site = await newSite(service)
  issuer = String(claimsIn(site.agent.accessToken).iss)
})

afterAll(async () => {
  await service.close()
})

const jsonIn = (part: string): JWTPayload => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const claimsIn = (token = ''): JWTPayload => jsonIn(token.split('.')[1] ?? '')

const seconds = (): number => Math.floor(service.clock.now() / 1_000)

/** The claims of a correct token of an agent of this site. */
const goodClaims = (): JWTPayload => ({
  iss: issuer,
  iat: seconds(),
  exp: seconds() + 600,
  sub: 'agent-7',
  site: site.siteId,
  client_id: 'agent-app',
  profile: 'agent',
  sid: crypto.randomUUID(),
  auth_time: seconds(),
  amr: ['mfa'],
})

interface Forged {
  readonly claims?: JWTPayload
  readonly header?: Record<string, unknown>
  readonly key?: CryptoKey | Uint8Array
}

const forged = async ({ claims = {}, header = {}, key }: Forged = {}): Promise<string> => {
  const signingKey = key ?? (await importJWK(issuerKey, 'ES256'))
  const all = Object.fromEntries(
    Object.entries({ ...goodClaims(), ...claims }).filter(([, value]) => value !== undefined),
  )
  return await new SignJWT(all)
    .setProtectedHeader({ alg: 'ES256', kid: String(issuerKey.kid), typ: 'at+jwt', ...header })
    .sign(signingKey, { crit: { exp: true } })
}

/** The response to a request with this token. */
const answerTo = async (token: string) => statusAndCode(await site.callerWith(token).call('list-templates'))
const notSignedIn = '401 not-signed-in'

test('a valid token that the test itself signs is accepted', async () => {
  expect(await answerTo(await forged())).toBe('200 done')
})

describe('abuse 33: a token is refused', () => {
  const withParts = (change: (parts: string[]) => string[]) => async () => change((await forged()).split('.')).join('.')
  const withHeader = (header: object) =>
    withParts(([own = '', claims = '', signature = '']) => [
      base64url(JSON.stringify({ ...jsonIn(own), ...header })),
      claims,
      signature,
    ])

  test.each<[string, () => Promise<string>]>([
    [
      'with the algorithm none, unsigned',
      withParts(([, claims = '']) => [base64url('{"alg":"none","typ":"at+jwt"}'), claims, '']),
    ],
    ['with the algorithm none and a signature', withHeader({ alg: 'none' })],
    ['with the algorithm none in another case', withHeader({ alg: 'nOnE' })],
    [
      'signed with the public key as a secret',
      () => {
        const { d: _, ...known } = issuerKey
        return forged({ header: { alg: 'HS256' }, key: new TextEncoder().encode(JSON.stringify(known)) })
      },
    ],
    ['whose header states another algorithm', withHeader({ alg: 'ES384' })],
    ['with an unknown key id', () => forged({ header: { kid: 'another' } })],
    ['without a key id', () => forged({ header: { kid: undefined } })],
    [
      'signed with another key under the correct key id',
      async () => forged({ key: (await generateKeyPair('ES256')).privateKey }),
    ],
    [
      'that contains its own key',
      async () => {
        const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
        return forged({ key: privateKey, header: { jwk: await exportJWK(publicKey), kid: undefined } })
      },
    ],
    [
      'that contains a URL for its key',
      async () =>
        forged({ key: (await generateKeyPair('ES256')).privateKey, header: { jku: 'https://evil.example/jwks' } }),
    ],
    ['with unknown critical extensions', () => forged({ header: { crit: ['exp'], exp: 1 } })],
    ['from another issuer', () => forged({ claims: { iss: 'https://evil.example' } })],
    [
      'from an issuer whose URL starts with the real issuer’s URL',
      () => forged({ claims: { iss: `${issuer}.evil.example` } }),
    ],
    ['without an issuer', () => forged({ claims: { iss: undefined } })],
    ['that is an ID token', () => forged({ header: { typ: 'JWT' } })],
    ['without a type', () => forged({ header: { typ: undefined } })],
    ['for another client', () => forged({ claims: { client_id: 'another-app' } })],
    ['without a client', () => forged({ claims: { client_id: undefined } })],
    ['for the machine client, with a person’s claims', () => forged({ claims: { client_id: 'constructor' } })],
    ['that has expired', () => forged({ claims: { exp: seconds() - 1 } })],
    ['that expires at this moment', () => forged({ claims: { exp: seconds() } })],
    ['that never expires', () => forged({ claims: { exp: undefined } })],
    ['that is not valid yet', () => forged({ claims: { nbf: seconds() + 60 } })],
    ['that was issued in the future', () => forged({ claims: { iat: seconds() + 60 } })],
    ['with a sign-in time in the future', () => forged({ claims: { auth_time: seconds() + 60 } })],
    ['without a sign-in time', () => forged({ claims: { auth_time: undefined } })],
    ['without a second factor', () => forged({ claims: { amr: ['pwd'] } })],
    ['without a site', () => forged({ claims: { site: undefined } })],
    ['for a malformed site', () => forged({ claims: { site: 'constructor' } })],
    ['for two sites', () => forged({ claims: { site: [site.siteId, 'acme'] } })],
    ['for a site that does not exist', () => forged({ claims: { site: 'never-made' } })],
    ['without a subject', () => forged({ claims: { sub: undefined } })],
    ['with a malformed subject', () => forged({ claims: { sub: 'a b' } })],
    ['with two profiles', () => forged({ claims: { profile: ['agent', 'administrator'] } })],
    [
      'with an altered claim',
      withParts(([header = '', claims = '', signature = '']) => [
        header,
        base64url(JSON.stringify({ ...jsonIn(claims), profile: 'administrator' })),
        signature,
      ]),
    ],
    ['without its signature', withParts(([header = '', claims = '']) => [header, claims, ''])],
    ['in two parts', withParts(([header = '', claims = '']) => [header, claims])],
    ['in five parts', withParts((parts) => [...parts, '', ''])],
    [
      'in another encoding',
      withParts(([header = '', claims = '', signature = '']) => [header, claims, `${signature}=`]),
    ],
    ['that is not a token', async () => 'x'],
    ['with empty parts', async () => '..'],
    ['of 8,000 characters', async () => 'x'.repeat(8_000)],
  ])('%s', async (_, make) => {
    expect(await answerTo(await make())).toBe(notSignedIn)
  })

  test('by retrieve-submission if it has expired, and the retrieve key stays unspent', async () => {
    const token = await forged({ claims: { exp: seconds() } })
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, site.callerWith(token)))).toBe(
      notSignedIn,
    )
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('200 done')
  })

  test('from the millisecond at which it expires', async () => {
    const { exp = 0 } = claimsIn(site.agent.accessToken)
    // Active all the time, so that only the token ends.
    while (service.clock.now() < exp * 1_000 - 10 * 60_000) {
      service.clock.advance(10 * 60_000)
      await site.agent.reply('stay-signed-in')
    }
    service.clock.advanceTo(exp * 1_000 - 1)
    expect(await answerTo(site.agent.accessToken ?? '')).toBe('200 done')
    service.clock.advance(1)
    expect(await answerTo(site.agent.accessToken ?? '')).toBe(notSignedIn)
  })
})

describe('abuse 40: a sign-in', () => {
  test.each([[undefined], [''], [7], ['x'.repeat(2_000)]])('with the session id %j is refused', async (sid) => {
    expect(await answerTo(await forged({ claims: { sid } }))).toBe(notSignedIn)
  })

  test('from twelve hours ago is refused, even if its session was never stored', async () => {
    const hours = (count: number) => seconds() - count * 3_600
    expect(await answerTo(await forged({ claims: { auth_time: hours(12) + 1 } }))).toBe('200 done')
    expect(await answerTo(await forged({ claims: { auth_time: hours(12) } }))).toBe(notSignedIn)
    expect(await answerTo(await forged({ claims: { auth_time: hours(13) } }))).toBe(notSignedIn)
  })

  test('that ended stays ended after its session record is deleted, even if its token is still valid', async () => {
    const hour = 3_600
    const token = await forged({ claims: { exp: seconds() + 14 * hour } })
    await site.callerWith(token).reply('sign-out')
    const { dependencies, close } = localRunDependencies(service)
    const TableName = dependencies.tables['agent-sessions']
    const sweep = async () => {
      const { Items = [] } = await dependencies.documents.send(new ScanCommand({ TableName }))
      const over = Items.filter((item) => item.siteId === site.siteId && item.sweepAt <= seconds())
      for (const { sessionHash } of over) {
        await dependencies.documents.send(new DeleteCommand({ TableName, Key: { sessionHash } }))
      }
      return over.length
    }
    // The session is swept only when the sign-in is too old anyway.
    service.clock.advance((13 * hour - 1) * 1_000)
    expect(await sweep()).toBe(0)
    expect(await answerTo(token)).toBe(notSignedIn)
    service.clock.advance(1_000)
    expect(await sweep()).toBe(1)
    close()
    expect(await answerTo(token)).toBe(notSignedIn)
  })

  test('of one person does not admit another person with the same session id', async () => {
    const sid = crypto.randomUUID()
    expect(await answerTo(await forged({ claims: { sid } }))).toBe('200 done')
    expect(await answerTo(await forged({ claims: { sid, sub: 'agent-8' } }))).toBe(notSignedIn)
    expect(await answerTo(await forged({ claims: { sid, site: 'acme' } }))).toBe(notSignedIn)
    expect(await answerTo(await forged({ claims: { sid } }))).toBe('200 done')
  })

  test('of a machine client has only the permissions of its scope, even if the token has a person’s claims', async () => {
    const machine = {
      client_id: 'chat-backend',
      sid: undefined,
      auth_time: undefined,
      amr: undefined,
      profile: 'administrator',
    }
    const put = async (scope: string | undefined) =>
      statusAndCode(
        await site.callerWith(await forged({ claims: { ...machine, scope } })).call('put-conversation', {
          path: { conversationId: 'chat-1' },
          body: { agentId },
        }),
      )
    expect(await put('openid sealform/conversations')).toBe('200 done')
    for (const scope of [undefined, '', 'sealform', 'sealform/conversations/x', 'SEALFORM/CONVERSATIONS']) {
      expect([scope, await put(scope)]).toEqual([scope, '403 not-permitted'])
    }
    const backend = site.callerWith(await forged({ claims: { ...machine, scope: 'sealform/conversations' } }))
    for (const step of ['get-site', 'stay-signed-in'] as const)
      expect(statusAndCode(await backend.call(step))).toBe('403 not-permitted')
  })
})
