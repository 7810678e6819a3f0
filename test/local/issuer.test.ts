import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Clock } from '../../lambdas/core/clock.ts'
import { tokenVerifier } from '../../lambdas/identity/verify-token.ts'
import { localIssuer, localIssuerEntries, localIssuerName, tokenRequest } from '../../local/issuer.ts'
import { issuerKey } from '../../local/issuer-key.ts'

const now = Date.parse('2026-03-02T09:00:00.123Z')
const clock: Clock = { now: () => now }
const randomness = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }
const body = { siteId: 'acme', subject: 'agent-7', profile: 'agent' }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sealform-issuer-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const started = async () => localIssuer({ key: await issuerKey(folder), clock, randomness })
const verifierOf = ({ fetchDocument }: Awaited<ReturnType<typeof started>>, at = now) =>
  tokenVerifier({ issuers: localIssuerEntries, clock: { now: () => at }, fetchDocument })
const tokenRequestOf = (about: object = {}) => tokenRequest(clock).parse({ ...body, ...about })

describe('a local token', () => {
  test('has the requested person, site and profile', async () => {
    const issuer = await started()
    const { accessToken, expiresIn } = await issuer.issueToken(
      tokenRequestOf({ siteId: 'globex', profile: 'no-secure-forms' }),
    )
    expect(expiresIn).toBe(3_600)
    expect(await verifierOf(issuer)(accessToken)).toMatchObject({
      kind: 'person',
      issuer: localIssuerName,
      siteId: 'globex',
      subject: 'agent-7',
      profile: 'no-secure-forms',
      signedInAt: now,
    })
  })

  test('is for a new sign-in each time', async () => {
    const issuer = await started()
    const verify = verifierOf(issuer)
    const hashes = new Set()
    for (const _ of [1, 2, 3]) {
      const principal = await verify((await issuer.issueToken(tokenRequestOf())).accessToken)
      if (principal?.kind === 'person') hashes.add(principal.sessionHash)
    }
    expect(hashes.size).toBe(3)
  })

  test('for the chat backend is the token of a machine client, and has a scope but no session', async () => {
    const issuer = await started()
    const { accessToken } = await issuer.issueToken(tokenRequestOf({ profile: 'chat-backend' }))
    expect(await verifierOf(issuer)(accessToken)).toEqual({
      kind: 'machine',
      agentsOf: localIssuerName,
      issuer: localIssuerName,
      siteId: 'acme',
      clientId: 'chat-backend',
      scopes: ['sealform/conversations'],
    })
  })

  test('is valid for an hour from now, regardless of the sign-in time', async () => {
    const issuer = await started()
    const authTime = '2026-03-02T03:00:00Z'
    const { accessToken, expiresIn } = await issuer.issueToken(tokenRequestOf({ authTime }))
    expect(expiresIn).toBe(3_600)
    expect(await verifierOf(issuer, now + 3_599_000 - 123)(accessToken)).toMatchObject({
      signedInAt: Date.parse(authTime),
    })
    expect(await verifierOf(issuer, now + 3_600_000)(accessToken)).toBeUndefined()
  })
})

describe('the body of a token request', () => {
  test.each([
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02T08:00:00.500Z', '2026-03-02T08:00:00.500Z'],
    ['2026-03-02T09:00:00+02:00', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02T09:00:00.123Z', '2026-03-02T09:00:00.123Z'],
  ])('may set an earlier sign-in time: %s', (authTime, expected) => {
    expect(tokenRequestOf({ authTime }).authTime).toBe(Date.parse(expected))
  })

  test('requests the agent profile by default', () => {
    expect(tokenRequest(clock).parse({ siteId: 'acme', subject: 'agent-7' }).profile).toBe('agent')
  })

  test.each<[string, object]>([
    ['a sign-in time in the future', { ...body, authTime: '2026-03-02T09:00:00.124Z' }],
    ['a sign-in time that is a word', { ...body, authTime: 'yesterday' }],
    ['a sign-in time that is a number', { ...body, authTime: now }],
    ['a sign-in time with an invalid date', { ...body, authTime: '2026-02-30T08:00:00Z' }],
    ['a sign-in time without a time zone', { ...body, authTime: '2026-03-02T08:00:00' }],
    ['a sign-in time before 1970', { ...body, authTime: '1969-12-31T23:59:59Z' }],
    ['no site', { subject: 'agent-7' }],
    ['no subject', { siteId: 'acme' }],
    ['an invalid site id', { ...body, siteId: 'Acme Inc' }],
    ['a profile named constructor', { ...body, profile: 'constructor' }],
    ['an unknown field', { ...body, scope: 'sealform/conversations' }],
  ])('is refused with %s', (_, request) => {
    expect(tokenRequest(clock).safeParse(request).success).toBe(false)
  })
})

describe("the issuer's key", () => {
  test('is created at the first start, can be read only by its owner, and is used again after a restart', async () => {
    const before = await started()
    const { accessToken } = await before.issueToken(tokenRequestOf())
    const after = await started()
    expect(after.jwks).toEqual(before.jwks)
    expect(await verifierOf(after)(accessToken)).toBeDefined()
    expect((await stat(path.join(folder, 'issuer-key.json'))).mode & 0o777).toBe(0o600)
  })

  test('differs between folders, so that tokens from another folder are invalid', async () => {
    const { accessToken } = await (
      await localIssuer({ key: await issuerKey(path.join(folder, 'other')), clock, randomness })
    ).issueToken(tokenRequestOf())
    const issuer = await started()
    expect(await verifierOf(issuer)(accessToken)).toBeUndefined()
  })

  test('keeps its private part secret, and only the public part is published', async () => {
    const { jwks } = await started()
    const { d } = JSON.parse(await readFile(path.join(folder, 'issuer-key.json'), 'utf8'))
    expect(Object.keys(jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    expect(JSON.stringify(jwks)).not.toContain(d)
  })

  test('is rejected when other users can read it', async () => {
    await started()
    await chmod(path.join(folder, 'issuer-key.json'), 0o644)
    await expect(started()).rejects.toThrow(/can be read by others: run "chmod 600"/)
  })

  test('is not replaced when it is damaged, and the error does not contain the key', async () => {
    await writeFile(path.join(folder, 'issuer-key.json'), '{"d":"secret', { mode: 0o600 })
    const failure = await started().catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'IssuerKeyError' })
    expect(String(failure)).toMatch(/is not a key/)
    expect(String(failure)).not.toContain('secret')
  })
})
