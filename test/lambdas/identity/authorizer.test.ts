import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isTokenExpired, principalFromContext } from '../../../lambdas/http/principal-context.ts'
import { authorizer, bearerToken } from '../../../lambdas/identity/authorizer.ts'
import { stageFileName } from '../../../lambdas/identity/stage-issuers.ts'
import { agent } from './sign-in-fixture.ts'
import { jwtPart, peopleEntry, personClaims, sign, tokenFixture } from './token-fixture.ts'

const methodArn = 'arn:aws:execute-api:eu-central-1:111122223333:api/live/GET/v1/site'
const request = (headers: Record<string, string[]> | null) => ({
  type: 'REQUEST' as const,
  methodArn,
  multiValueHeaders: headers,
})

describe('the authorizer', () => {
  test('allows the methods of the stage, and passes on the principal and the end of the token', async () => {
    const { verify } = tokenFixture()
    const authorization = await authorizer({ verifyToken: verify })(
      request({ Authorization: [`Bearer ${await sign(personClaims)}`] }),
    )
    expect(authorization).toMatchObject({
      principalId: 'acme#agent-7',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws:execute-api:eu-central-1:111122223333:api/live/*',
          },
        ],
      },
    })
    expect(principalFromContext(authorization?.context)).toMatchObject({ kind: 'person', subject: 'agent-7' })
    const end = personClaims.exp * 1_000
    expect([end - 1, end].map((now) => isTokenExpired(authorization?.context, now))).toEqual([false, true])
    const { tokenExpiresAt: _, ...withoutEnd } = authorization?.context ?? {}
    expect(isTokenExpired(withoutEnd, 0)).toBe(true)
  })

  const good = async () => agent
  test.each([
    ['no headers', null],
    ['no authorization', { accept: ['*/*'] }],
    ['another scheme', { Authorization: ['Basic YTpi'] }],
    ['a scheme alone', { Authorization: ['Bearer '] }],
    ['a token alone', { Authorization: ['a.b.c'] }],
    ['two tokens', { Authorization: ['Bearer a.b.c', 'Bearer a.b.d'] }],
    ['two headers whose names differ in case', { Authorization: ['Bearer a.b.c'], authorization: ['Bearer a.b.d'] }],
    ['two tokens in one header', { Authorization: ['Bearer a.b.c, Bearer a.b.d'] }],
  ])('allows nothing for %s', async (_, headers) => {
    expect(await authorizer({ verifyToken: good })(request(headers))).toBeUndefined()
  })

  test.each(['Authorization', 'authorization', 'AUTHORIZATION'])('finds the token in the header %s', async (name) => {
    expect(await authorizer({ verifyToken: good })(request({ [name]: ['bearer a.b.c'] }))).toBeDefined()
  })

  test('accepts the scheme in any case, and keeps the case of the token', () => {
    expect(bearerToken(['BEARER  a.B.c'])).toBe('a.B.c')
  })
})

describe('the authorizer’s handler', () => {
  const issuers = JSON.stringify([peopleEntry])
  const unlisted = [
    jwtPart({ alg: 'RS256', kid: 'key-1' }),
    jwtPart({ ...personClaims, iss: 'https://evil.example' }),
    'AAAA',
  ].join('.')
  const load = async () => (await import('../../../lambdas/identity/authorizer.handler.ts')).handler

  let folder = ''
  beforeEach(() => {
    vi.resetModules()
    folder = mkdtempSync(join(tmpdir(), 'sealform-authorizer-'))
    writeFileSync(join(folder, stageFileName), JSON.stringify({ sites: ['acme'] }))
    vi.stubEnv('LAMBDA_TASK_ROOT', folder)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  test('loads without environment variables, and requires them at the first call', async () => {
    vi.stubEnv('ISSUERS', undefined)
    const handler = await load()
    await expect(handler(request(null))).rejects.toMatchObject({ code: 'settings-malformed' })
  })

  test.each(['', '{', '[]', JSON.stringify([{ ...peopleEntry, sites: '*' }])])(
    'fails if the allow-list is %s',
    async (list) => {
      vi.stubEnv('ISSUERS', list)
      const handler = await load()
      await expect(handler(request(null))).rejects.toMatchObject({ code: 'settings-malformed' })
    },
  )

  test('fails without the stage file', async () => {
    vi.stubEnv('ISSUERS', issuers)
    rmSync(join(folder, stageFileName))
    const handler = await load()
    await expect(handler(request(null))).rejects.toMatchObject({ code: 'settings-malformed' })
  })

  test('reads the allow-list from the stage file if the stage has its own issuers', async () => {
    vi.stubEnv('ISSUERS', undefined)
    writeFileSync(join(folder, stageFileName), JSON.stringify({ sites: ['acme'], issuers: JSON.parse(issuers) }))
    const handler = await load()
    await expect(handler(request(null))).rejects.toEqual(new Error('Unauthorized'))
  })

  test.each<[string, unknown]>([
    ['no token', request(null)],
    ['a bad token', request({ Authorization: [`Bearer ${jwtPart({ alg: 'none' })}.${jwtPart(personClaims)}.`] })],
    ['an unlisted issuer', request({ Authorization: [`Bearer ${unlisted}`] })],
    ['an event of another kind', { type: 'TOKEN', methodArn, authorizationToken: 'Bearer a.b.c' }],
    ['no event', undefined],
  ])('throws Unauthorized, which becomes a 401, for %s', async (_, event) => {
    vi.stubEnv('ISSUERS', issuers)
    const handler = await load()
    await expect(handler(event)).rejects.toEqual(new Error('Unauthorized'))
  })
})
