import { createHash, createHmac, createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { IssuerEntry } from '../../../lambdas/identity/issuers.ts'
import {
  jwtPart,
  machineClaims,
  machineEntry,
  newSigningKey,
  now,
  nowSeconds,
  otherClaims,
  otherEntry,
  otherIssuerKey,
  peopleEntry,
  peopleKey,
  personClaims,
  sign,
  tokenFixture,
} from './token-fixture.ts'

const without = (claims: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))

const atJwt = { typ: 'at+jwt' }

describe('a valid token', () => {
  test('for a person contains the subject, the sign-in time, and a hash that identifies the session', async () => {
    expect(await tokenFixture().verify(await sign(personClaims))).toEqual({
      kind: 'person',
      siteId: 'acme',
      issuer: 'https://people.example',
      subject: 'agent-7',
      profile: 'agent',
      sessionHash: createHash('sha256').update('https://people.example\nsign-in-1').digest('hex'),
      signedInAt: now - 60_000,
    })
  })

  test('for the chat backend contains the client id and the scopes', async () => {
    expect(await tokenFixture().verify(await sign(machineClaims))).toEqual({
      kind: 'machine',
      siteId: 'acme',
      issuer: 'https://people.example',
      clientId: 'chat',
      agentsOf: 'https://people.example',
      scopes: ['openid', 'sealform/conversations'],
    })
  })

  test('without a profile or without scopes grants no permissions', async () => {
    const { verify } = tokenFixture()
    expect(await verify(await sign(without(personClaims, 'profile')))).toMatchObject({ profile: undefined })
    expect(await verify(await sign(without(machineClaims, 'scope')))).toMatchObject({ scopes: [] })
  })

  test.each([
    ['at+jwt', ['pwd', 'mfa']],
    ['application/at+jwt', ['hwk']],
    ['AT+JWT', 'mfa'],
  ])('from an RFC 9068 issuer may have the type %s and the second factor %j', async (typ, amr) => {
    const token = await sign({ ...otherClaims, amr }, otherIssuerKey, { typ })
    expect(await tokenFixture().verify(token)).toMatchObject({ kind: 'person', siteId: 'globex' })
  })

  test.each([
    ['azp', { azp: 'workspace', aud: 'https://api.example' }],
    ['the audience', { aud: 'workspace' }],
    ['one of its audiences', { aud: ['https://api.example', 'workspace'] }],
  ])('may name its client in %s', async (_, client) => {
    const token = await sign({ ...without(personClaims, 'client_id'), ...client })
    expect(await tokenFixture().verify(token)).toMatchObject({ subject: 'agent-7' })
  })

  test('keeps its session after a refresh, and has another session after the next sign-in', async () => {
    const { verify } = tokenFixture()
    const first = await verify(await sign(personClaims))
    const refreshed = await verify(await sign({ ...personClaims, iat: nowSeconds, exp: nowSeconds + 7_200 }))
    const next = await verify(await sign({ ...personClaims, origin_jti: 'sign-in-2' }))
    expect(refreshed).toEqual(first)
    expect(next).not.toEqual(first)
  })

  test('causes one fetch of the issuer’s keys, from the issuer’s well-known URL or from the configured URL', async () => {
    const { verify, fetched } = tokenFixture({
      issuers: [peopleEntry, machineEntry, { ...otherEntry, jwksUri: 'https://keys.example/all.json' }],
    })
    await Promise.all([verify(await sign(personClaims)), verify(await sign(machineClaims))])
    await verify(await sign(personClaims))
    await verify(await sign(otherClaims, otherIssuerKey, atJwt))
    expect(fetched).toEqual(['https://people.example/.well-known/jwks.json', 'https://keys.example/all.json'])
  })
})

const publicPem = createPublicKey({ key: { ...peopleKey.jwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const hmacToken = (secret: string | Buffer) => {
  const signed = `${jwtPart({ alg: 'HS256', kid: 'key-1', typ: 'JWT' })}.${jwtPart(personClaims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
const stranger = await newSigningKey('RS256', 'key-1')
const strangerEc = await newSigningKey('ES256', 'key-1')
const unknownKid = await newSigningKey('RS256', 'key-9')

/** The same signature with unused bits set in its last character. */
const respelt = async () => {
  const token = await sign(otherClaims, otherIssuerKey, atJwt)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.slice(-1)) ^ 1]
}
const tampered = async (claims: object) => {
  const [header, , signature] = (await sign(personClaims)).split('.')
  return `${header}.${jwtPart({ ...personClaims, ...claims })}.${signature}`
}

const bad: Record<string, () => Promise<string> | string> = {
  empty: () => '',
  'no token at all': () => 'agent-7',
  'two parts': async () => (await sign(personClaims)).split('.').slice(0, 2).join('.'),
  'four parts': async () => `${await sign(personClaims)}.e30`,
  'an empty signature': async () => `${(await sign(personClaims)).split('.').slice(0, 2).join('.')}.`,
  'parts that are not JSON': () => 'a.b.c',
  'a header that is a list': async () => `${jwtPart([])}.${jwtPart(personClaims)}.AAAA`,
  'a hundred thousand levels': () =>
    `${jwtPart({ alg: 'RS256', kid: 'key-1' })}.${Buffer.from('['.repeat(100_000)).toString('base64url')}.AAAA`,
  'alg none': () => `${jwtPart({ alg: 'none', kid: 'key-1' })}.${jwtPart(personClaims)}.`,
  'alg none with a signature': () => `${jwtPart({ alg: 'none', kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'alg None': () => `${jwtPart({ alg: 'None', kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'no alg': () => `${jwtPart({ kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'HMAC with the public key as PEM': () => hmacToken(publicPem),
  'HMAC with the public key as JWK': () => hmacToken(JSON.stringify(peopleKey.jwk)),
  'HMAC with an empty key': () => hmacToken(''),
  'another algorithm with the same key': async () => {
    const [, payload, signature] = (await sign(personClaims)).split('.')
    return `${jwtPart({ alg: 'RS512', kid: 'key-1' })}.${payload}.${signature}`
  },
  'no key id': () => sign(personClaims, peopleKey, { kid: undefined }),
  'an unknown key id': () => sign(personClaims, unknownKid),
  'a public key in the header': () => sign(personClaims, stranger, { jwk: stranger.jwk, kid: 'key-1' }),
  'another key with a known key id': () => sign(personClaims, stranger),
  'another key of another type': () => sign(personClaims, strangerEc),
  "another trusted issuer's key": () => sign(personClaims, otherIssuerKey),
  'a critical extension': () => sign(personClaims, peopleKey, { crit: ['b64'], b64: true }),
  'a non-canonical signature encoding': respelt,
  padding: async () => `${await sign(personClaims)}=`,
  'a changed site': () => tampered({ site: 'acme-spain' }),
  'a changed profile': () => tampered({ profile: 'administrator' }),
  'a later expiry': () => tampered({ exp: nowSeconds + 99_999 }),

  'an unlisted issuer': () => sign({ ...personClaims, iss: 'https://evil.example' }),
  'an issuer with an additional slash': () => sign({ ...personClaims, iss: 'https://people.example/' }),
  'no issuer': () => sign(without(personClaims, 'iss')),
  "another trusted issuer's name": () => sign({ ...otherClaims }, peopleKey, atJwt),
  'an ID token': () => sign({ ...without(personClaims, 'client_id'), token_use: 'id', aud: 'workspace' }),
  'no token use': () => sign(without(personClaims, 'token_use')),
  'the type of an ID token': () => sign(otherClaims, otherIssuerKey, { typ: 'JWT' }),
  'no type': () => sign(otherClaims, otherIssuerKey),
  'another client': () => sign({ ...personClaims, client_id: 'newsletter' }),
  'another client with our audience': () => sign({ ...personClaims, client_id: 'newsletter', aud: 'workspace' }),
  'another authorised party with our audience': () =>
    sign({ ...without(personClaims, 'client_id'), azp: 'newsletter', aud: 'workspace' }),
  'a client of another issuer': () => sign({ ...personClaims, client_id: 'other-workspace' }),
  'the claims of another issuer’s entry': () =>
    sign({ ...otherClaims, iss: 'https://people.example' }, peopleKey, atJwt),
  'no client': () => sign(without(personClaims, 'client_id')),
  'a list of clients': () => sign({ ...personClaims, client_id: ['workspace'] }),

  'an expiry that is now': () => sign({ ...personClaims, exp: nowSeconds }),
  'an expiry that has passed': () => sign({ ...personClaims, exp: nowSeconds - 1 }),
  'no expiry': () => sign(without(personClaims, 'exp')),
  'a not-before time in the future': () => sign({ ...personClaims, nbf: nowSeconds + 1 }),
  'a time of issue in the future': () => sign({ ...personClaims, iat: nowSeconds + 11 }),
  'no time of issue': () => sign(without(personClaims, 'iat')),
  'a sign-in in the future': () => sign({ ...personClaims, auth_time: nowSeconds + 11 }),
  'no time of the sign-in': () => sign(without(personClaims, 'auth_time')),
  'a time of the sign-in as a word': () => sign({ ...personClaims, auth_time: 'today' }),
  'a sign-in in 1970': () => sign({ ...personClaims, auth_time: 0 }),

  'abuse 40: a site that is not in its client’s entry': () => sign({ ...personClaims, site: 'globex' }),
  'abuse 40: a site of the people’s entry that is not in the machine’s entry': () =>
    sign({ ...machineClaims, site: 'acme-spain' }),
  'abuse 40: no session id': () => sign(without(personClaims, 'origin_jti')),
  'abuse 40: an empty session id': () => sign({ ...personClaims, origin_jti: '' }),
  'abuse 40: a session id that is a number': () => sign({ ...personClaims, origin_jti: 1 }),
  'every site': () => sign({ ...personClaims, site: '*' }),
  'no site': () => sign(without(personClaims, 'site')),
  'two sites': () => sign({ ...personClaims, site: ['acme', 'acme-spain'] }),
  'a machine without a site': () => sign(without(machineClaims, 'site')),
  'a list of scopes': () => sign({ ...machineClaims, scope: ['sealform/conversations'] }),
  'no subject': () => sign(without(personClaims, 'sub')),
  'a subject with white space': () => sign({ ...personClaims, sub: 'agent 7' }),
  'a list of two profiles without a map': () => sign({ ...personClaims, profile: ['agent', 'administrator'] }),
  'two profiles in a string': () => sign({ ...personClaims, profile: 'agent administrator' }),
  'a profile that is a number': () => sign({ ...personClaims, profile: 7 }),
  'claims that name two clients': () => sign({ ...personClaims, azp: 'newsletter' }),
  'a profile named constructor': () => sign({ ...personClaims, profile: 'constructor' }),
  'no second factor': () => sign({ ...otherClaims, amr: ['pwd'] }, otherIssuerKey, atJwt),
  'no claim of a second factor': () => sign(without(otherClaims, 'amr'), otherIssuerKey, atJwt),
}

describe('the profile of a person', () => {
  const mapped = IssuerEntry.parse({
    ...peopleEntry,
    claims: { ...peopleEntry.claims, profile: 'groups' },
    profiles: [
      { value: 'Desk leads', profile: 'agent-manager' },
      { value: 'desk', profile: 'agent' },
    ],
  })
  const profileFor = async (groups: unknown, entry = mapped) => {
    const principal = await tokenFixture({ issuers: [entry] }).verify(await sign({ ...personClaims, groups }))
    return principal?.kind === 'person' ? principal.profile : 'refused'
  }

  test('is the first in the order of the settings that applies, independent of the order in the token', async () => {
    expect(await profileFor(['desk', 'Desk leads', 'Everyone'])).toBe('agent-manager')
    expect(await profileFor(['Everyone', 'desk'])).toBe('agent')
  })

  test('may be a string, words, or an array', async () => {
    expect(await profileFor('Desk leads')).toBe('agent-manager')
    expect(await profileFor('everyone desk')).toBe('agent')
    expect(await profileFor(['desk'])).toBe('agent')
  })

  test.each([[['Everyone']], [[]], [undefined], ['Desk'], [['agent']], [7], [['desk', 7]]])(
    'is refused if the groups are %j, because none of them is in the map',
    async (groups) => {
      expect(await profileFor(groups)).toBe('refused')
    },
  )

  test('without a map is the only value of an array', async () => {
    const entry = IssuerEntry.parse({ ...peopleEntry, claims: { ...peopleEntry.claims, profile: 'groups' } })
    expect(await profileFor(['agent'], entry)).toBe('agent')
    expect(await profileFor([], entry)).toBeUndefined()
  })
})

describe('a machine client accepted by its scope', () => {
  const byScope = IssuerEntry.parse({ ...machineEntry, clientIds: { withScope: 'sealform/conversations' } })
  const { verify } = tokenFixture({ issuers: [peopleEntry, byScope] })
  const unlisted = { ...machineClaims, sub: 'chat-of-acme', client_id: 'chat-of-acme' }

  test('gets its site from the entry of its issuer', async () => {
    expect(await verify(await sign(unlisted))).toMatchObject({
      kind: 'machine',
      siteId: 'acme',
      clientId: 'chat-of-acme',
    })
    expect(await verify(await sign({ ...unlisted, site: 'globex' }))).toBeUndefined()
  })

  test.each<[string, object]>([
    ['without the scope', { ...unlisted, scope: 'openid' }],
    ['with a scope that begins with the same characters', { ...unlisted, scope: 'sealform/conversations-of-others' }],
    ['with a list of scopes', { ...unlisted, scope: ['sealform/conversations'] }],
    ['if it is a person with the scope', { ...unlisted, sub: 'agent-7' }],
    ['without a subject', without(unlisted, 'sub')],
    ['with the client only as its audience', { ...without(unlisted, 'client_id'), aud: 'chat-of-acme' }],
    ['from another issuer', { ...unlisted, iss: 'https://other.example/' }],
  ])('is refused %s', async (_, claims) => {
    expect(await verify(await sign({ ...claims }))).toBeUndefined()
  })

  test('must not be a client that people use, because their tokens remain people’s tokens even with the scope', async () => {
    const withScope = { ...personClaims, sub: 'workspace', scope: 'sealform/conversations' }
    expect(await verify(await sign(withScope))).toMatchObject({ kind: 'person', subject: 'workspace' })
  })
})

describe('abuse 33: a bad token is refused', () => {
  test.each(Object.entries(bad))('%s', async (_, make) => {
    expect(await tokenFixture().verify(await make())).toBeUndefined()
  })

  test('both with one issuer and with several', async () => {
    const { verify } = tokenFixture({ issuers: [peopleEntry] })
    expect(await verify(await sign(personClaims))).toBeDefined()
    for (const name of ['alg none', 'an unlisted issuer', 'no issuer', 'another key with a known key id']) {
      expect(await verify((await bad[name]?.()) ?? '')).toBeUndefined()
    }
    expect(await verify(await sign(otherClaims, otherIssuerKey, atJwt))).toBeUndefined()
  })
})

describe('the validity of a token', () => {
  test('ends exactly at its expiry, according to the service’s clock', async () => {
    const { verify, state } = tokenFixture()
    const token = await sign(personClaims)
    state.now = personClaims.exp * 1_000 - 1
    expect(await verify(token)).toBeDefined()
    state.now = personClaims.exp * 1_000
    expect(await verify(token)).toBeUndefined()
  })

  test('may start up to ten seconds in the future', async () => {
    const ahead = nowSeconds + 10
    expect(await tokenFixture().verify(await sign({ ...personClaims, iat: ahead, auth_time: ahead }))).toBeDefined()
  })
})

describe('the issuer’s keys', () => {
  test('that cannot be fetched cause a fault, not a refusal of the token', async () => {
    const { verify, state } = tokenFixture({ down: true })
    const token = await sign(personClaims)
    await expect(verify(token)).rejects.toMatchObject({ name: 'Fault', code: 'issuer-failed' })
    state.down = false
    expect(await verify(token)).toBeDefined()
  })

  test.each([[{ kty: 'RSA', n: 7 }], [{ kty: 'RSA', kid: 'key-1' }], ['key-1']])(
    'that are malformed (%j) cause a fault',
    async (notAKey) => {
      const { verify, state } = tokenFixture()
      state.jwks.people = [notAKey]
      await expect(verify(await sign(personClaims))).rejects.toMatchObject({ code: 'issuer-failed' })
    },
  )

  test('continue to verify tokens while the issuer is down', async () => {
    const { verify, state } = tokenFixture()
    await verify(await sign(personClaims))
    state.down = true
    expect(await verify(await sign(machineClaims))).toBeDefined()
  })

  test('are fetched again after a rotation', async () => {
    const { verify, state, fetched } = tokenFixture()
    await verify(await sign(personClaims))
    state.jwks.people = [peopleKey.jwk, unknownKid.jwk]
    expect(await verify(await sign(personClaims, unknownKid))).toBeDefined()
    expect(fetched).toHaveLength(2)
  })

  test('are fetched only once for many unknown key ids', async () => {
    const { verify, fetched } = tokenFixture()
    for (let n = 0; n < 20; n += 1) await verify(await sign(personClaims, stranger, { kid: `made-up-${n}` }))
    expect(fetched).toHaveLength(1)
    expect(await verify(await sign(personClaims))).toBeDefined()
  })

  test('are not fetched for a token of an unlisted issuer', async () => {
    const { verify, fetched } = tokenFixture()
    await verify(await sign({ ...personClaims, iss: 'https://evil.example' }))
    expect(fetched).toEqual([])
  })
})
