/** Abuse 33 and 40: tokens that are not what they seem, signed with whatever a thief or a fool might have. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Reply, sendRequest, statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { localRunDependencies } from './local-user-pool.ts'
import { newScene, type Scene } from './scene.ts'

let target: DatabaseService
let scene: Scene
/** The issuer's own key, from the run's data folder. */
let issuerKey: JWK
let issuer: string

beforeAll(async () => {
  target = await startDatabaseService()
  issuerKey = JSON.parse(await readFile(join(target.dataFolder, 'issuer-key.json'), 'utf8'))
})

beforeEach(async () => {
  scene = await newScene(target)
  issuer = String(claimsIn(scene.agent).iss)
})

afterAll(async () => {
  await target.close()
})

const jsonIn = (part: string): JWTPayload => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const claimsIn = (token: string): JWTPayload => jsonIn(token.split('.')[1] ?? '')

const seconds = (): number => Math.floor(target.clock.now() / 1_000)

/** What a good token of an agent of this site says. */
const goodClaims = (): JWTPayload => ({
  iss: issuer,
  iat: seconds(),
  exp: seconds() + 600,
  sub: 'agent-7',
  site: scene.siteId,
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

const use = (token: string): Promise<Reply> => sendRequest(target, 'GET', '/v1/templates', { token })
const notSignedIn = '401 not-signed-in'

test('a good token, made by hand, is good', async () => {
  expect(statusAndCode(await use(await forged()))).toBe('200 done')
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
      'of no algorithm, unsigned',
      withParts(([, claims = '']) => [base64url('{"alg":"none","typ":"at+jwt"}'), claims, '']),
    ],
    ['of no algorithm, with a signature', withHeader({ alg: 'none' })],
    ['of no algorithm, in another case', withHeader({ alg: 'nOnE' })],
    [
      'signed with the public key as a secret',
      () => {
        const { d: _, ...known } = issuerKey
        return forged({ header: { alg: 'HS256' }, key: new TextEncoder().encode(JSON.stringify(known)) })
      },
    ],
    ['whose header names another algorithm', withHeader({ alg: 'ES384' })],
    ['of an unknown key id', () => forged({ header: { kid: 'another' } })],
    ['without a key id', () => forged({ header: { kid: undefined } })],
    ['of the right key id and another key', async () => forged({ key: (await generateKeyPair('ES256')).privateKey })],
    [
      'that brings its own key',
      async () => {
        const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
        return forged({ key: privateKey, header: { jwk: await exportJWK(publicKey), kid: undefined } })
      },
    ],
    [
      'that says where its key is to be fetched',
      async () =>
        forged({ key: (await generateKeyPair('ES256')).privateKey, header: { jku: 'https://evil.example/jwks' } }),
    ],
    ['with extensions that nobody knows', () => forged({ header: { crit: ['exp'], exp: 1 } })],
    ['of another issuer', () => forged({ claims: { iss: 'https://evil.example' } })],
    ['of an issuer that only begins alike', () => forged({ claims: { iss: `${issuer}.evil.example` } })],
    ['of no issuer', () => forged({ claims: { iss: undefined } })],
    ['that is an ID token', () => forged({ header: { typ: 'JWT' } })],
    ['of no type', () => forged({ header: { typ: undefined } })],
    ['for another client', () => forged({ claims: { client_id: 'another-app' } })],
    ['for no client', () => forged({ claims: { client_id: undefined } })],
    ['for the machine client, with a person’s claims', () => forged({ claims: { client_id: 'constructor' } })],
    ['that has expired', () => forged({ claims: { exp: seconds() - 1 } })],
    ['that expires at this moment', () => forged({ claims: { exp: seconds() } })],
    ['that never expires', () => forged({ claims: { exp: undefined } })],
    ['that begins later', () => forged({ claims: { nbf: seconds() + 60 } })],
    ['that was issued later', () => forged({ claims: { iat: seconds() + 60 } })],
    ['of a sign-in that is yet to come', () => forged({ claims: { auth_time: seconds() + 60 } })],
    ['without the time of its sign-in', () => forged({ claims: { auth_time: undefined } })],
    ['without a second factor', () => forged({ claims: { amr: ['pwd'] } })],
    ['without a site', () => forged({ claims: { site: undefined } })],
    ['for a site that is none', () => forged({ claims: { site: 'constructor' } })],
    ['for two sites', () => forged({ claims: { site: [scene.siteId, 'acme'] } })],
    ['for a site that does not exist', () => forged({ claims: { site: 'never-made' } })],
    ['without a subject', () => forged({ claims: { sub: undefined } })],
    ['of a subject that is none', () => forged({ claims: { sub: 'a b' } })],
    ['with a profile that is no text', () => forged({ claims: { profile: ['administrator'] } })],
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
      'in another spelling',
      withParts(([header = '', claims = '', signature = '']) => [header, claims, `${signature}=`]),
    ],
    ['that is no token', async () => 'x'],
    ['that is empty parts', async () => '..'],
    ['that is long', async () => 'x'.repeat(8_000)],
  ])('%s', async (_, make) => {
    expect(statusAndCode(await use(await make()))).toBe(notSignedIn)
  })

  test('for everything, not only for reading', async () => {
    const token = await forged({ claims: { exp: seconds() } })
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, token))).toBe(notSignedIn)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('200 done')
  })

  test('exactly when it expires', async () => {
    const { exp = 0 } = claimsIn(scene.agent)
    // Busy all the while, so that it is the token that ends and nothing else.
    while (target.clock.now() < exp * 1_000 - 10 * 60_000) {
      target.clock.advance(10 * 60_000)
      expect(statusAndCode(await scene.post('/v1/session/stay', {}, scene.agent))).toBe('200 done')
    }
    target.clock.advanceTo(exp * 1_000 - 1)
    expect(statusAndCode(await use(scene.agent))).toBe('200 done')
    target.clock.advance(1)
    expect(statusAndCode(await use(scene.agent))).toBe(notSignedIn)
  })
})

describe('abuse 40: a sign-in', () => {
  test.each([[undefined], [''], [7], ['x'.repeat(2_000)]])('with the session id %j is none', async (sid) => {
    expect(statusAndCode(await use(await forged({ claims: { sid } })))).toBe(notSignedIn)
  })

  test('of twelve hours ago is over, though its session was never stored here', async () => {
    const hours = (count: number) => seconds() - count * 3_600
    expect(statusAndCode(await use(await forged({ claims: { auth_time: hours(12) + 1 } })))).toBe('200 done')
    expect(statusAndCode(await use(await forged({ claims: { auth_time: hours(12) } })))).toBe(notSignedIn)
    expect(statusAndCode(await use(await forged({ claims: { auth_time: hours(13) } })))).toBe(notSignedIn)
  })

  test('whose session was ended and its row swept is not made anew, however long its token would last', async () => {
    const hour = 3_600
    const token = await forged({ claims: { exp: seconds() + 14 * hour } })
    expect(statusAndCode(await sendRequest(target, 'POST', '/v1/session/sign-out', { token, body: {} }))).toBe(
      '200 done',
    )
    const { dependencies, close } = localRunDependencies(target)
    const TableName = dependencies.tables['agent-sessions']
    const sweep = async () => {
      const { Items = [] } = await dependencies.documents.send(new ScanCommand({ TableName }))
      const over = Items.filter((item) => item.siteId === scene.siteId && item.sweepAt <= seconds())
      for (const { sessionHash } of over) {
        await dependencies.documents.send(new DeleteCommand({ TableName, Key: { sessionHash } }))
      }
      return over.length
    }
    // While the row might be missed, it is not swept; once it is swept, the sign-in is over by its age.
    target.clock.advance((13 * hour - 1) * 1_000)
    expect(await sweep()).toBe(0)
    expect(statusAndCode(await use(token))).toBe(notSignedIn)
    target.clock.advance(1_000)
    expect(await sweep()).toBe(1)
    close()
    expect(statusAndCode(await use(token))).toBe(notSignedIn)
  })

  test('of one person does not carry another who brings the same session id', async () => {
    const sid = crypto.randomUUID()
    expect(statusAndCode(await use(await forged({ claims: { sid } })))).toBe('200 done')
    expect(statusAndCode(await use(await forged({ claims: { sid, sub: 'agent-8' } })))).toBe(notSignedIn)
    expect(statusAndCode(await use(await forged({ claims: { sid, site: 'acme' } })))).toBe(notSignedIn)
    expect(statusAndCode(await use(await forged({ claims: { sid } })))).toBe('200 done')
  })

  test('of a machine client gives what its scope says, and a person’s claims give it nothing', async () => {
    const machine = {
      client_id: 'chat-backend',
      sid: undefined,
      auth_time: undefined,
      amr: undefined,
      profile: 'administrator',
    }
    const put = async (scope: string | undefined) =>
      statusAndCode(
        await sendRequest(target, 'PUT', '/v1/conversations/chat-1', {
          token: await forged({ claims: { ...machine, scope } }),
          body: { agentId: 'agent-7' },
        }),
      )
    expect(await put('openid sealform/conversations')).toBe('200 done')
    for (const scope of [undefined, '', 'sealform', 'sealform/conversations/x', 'SEALFORM/CONVERSATIONS']) {
      expect([scope, await put(scope)]).toEqual([scope, '403 not-permitted'])
    }
    const token = await forged({ claims: { ...machine, scope: 'sealform/conversations' } })
    expect(statusAndCode(await sendRequest(target, 'GET', '/v1/site', { token }))).toBe('403 not-permitted')
    expect(statusAndCode(await sendRequest(target, 'POST', '/v1/session/stay', { token, body: {} }))).toBe(
      '403 not-permitted',
    )
  })
})
