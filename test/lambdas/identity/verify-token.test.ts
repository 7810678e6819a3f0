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

describe('a good token', () => {
  test('of a person names them, their sign-in, and their session by its hash', async () => {
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

  test('of the chat backend names its client and its scopes', async () => {
    expect(await tokenFixture().verify(await sign(machineClaims))).toEqual({
      kind: 'machine',
      siteId: 'acme',
      issuer: 'https://people.example',
      clientId: 'chat',
      agentsOf: 'https://people.example',
      scopes: ['openid', 'sealform/conversations'],
    })
  })

  test('without a profile or without scopes names somebody who may do nothing by it', async () => {
    const { verify } = tokenFixture()
    expect(await verify(await sign(without(personClaims, 'profile')))).toMatchObject({ profile: undefined })
    expect(await verify(await sign(without(machineClaims, 'scope')))).toMatchObject({ scopes: [] })
  })

  test.each([
    ['at+jwt', ['pwd', 'mfa']],
    ['application/at+jwt', ['hwk']],
    ['AT+JWT', 'mfa'],
  ])('of an issuer that follows RFC 9068 has the type %s, and a second factor %j', async (typ, amr) => {
    const token = await sign({ ...otherClaims, amr }, otherIssuerKey, { typ })
    expect(await tokenFixture().verify(token)).toMatchObject({ kind: 'person', siteId: 'globex' })
  })

  test.each([
    ['azp', { azp: 'workspace', aud: 'https://api.example' }],
    ['the audience', { aud: 'workspace' }],
    ['one of its audiences', { aud: ['https://api.example', 'workspace'] }],
  ])('may name its client by %s', async (_, client) => {
    const token = await sign({ ...without(personClaims, 'client_id'), ...client })
    expect(await tokenFixture().verify(token)).toMatchObject({ subject: 'agent-7' })
  })

  test('keeps its session through a refresh, and the next sign-in has another', async () => {
    const { verify } = tokenFixture()
    const first = await verify(await sign(personClaims))
    const refreshed = await verify(await sign({ ...personClaims, iat: nowSeconds, exp: nowSeconds + 7_200 }))
    const next = await verify(await sign({ ...personClaims, origin_jti: 'sign-in-2' }))
    expect(refreshed).toEqual(first)
    expect(next).not.toEqual(first)
  })

  test('fetches the keys of its issuer once, from below the issuer or from where the entry says', async () => {
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

/** The same signature with bits set in its last character that no byte takes up. */
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
  nothing: () => '',
  'no token at all': () => 'agent-7',
  'two parts': async () => (await sign(personClaims)).split('.').slice(0, 2).join('.'),
  'four parts': async () => `${await sign(personClaims)}.e30`,
  'an empty signature': async () => `${(await sign(personClaims)).split('.').slice(0, 2).join('.')}.`,
  'parts that are no JSON': () => 'a.b.c',
  'a header that is a list': async () => `${jwtPart([])}.${jwtPart(personClaims)}.AAAA`,
  'a hundred thousand levels': () =>
    `${jwtPart({ alg: 'RS256', kid: 'key-1' })}.${Buffer.from('['.repeat(100_000)).toString('base64url')}.AAAA`,
  'alg none': () => `${jwtPart({ alg: 'none', kid: 'key-1' })}.${jwtPart(personClaims)}.`,
  'alg none with a signature': () => `${jwtPart({ alg: 'none', kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'alg None': () => `${jwtPart({ alg: 'None', kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'no alg': () => `${jwtPart({ kid: 'key-1' })}.${jwtPart(personClaims)}.AAAA`,
  'HMAC with the public key as PEM': () => hmacToken(publicPem),
  'HMAC with the public key as JWK': () => hmacToken(JSON.stringify(peopleKey.jwk)),
  'HMAC with nothing': () => hmacToken(''),
  'another algorithm of the same key': async () => {
    const [, payload, signature] = (await sign(personClaims)).split('.')
    return `${jwtPart({ alg: 'RS512', kid: 'key-1' })}.${payload}.${signature}`
  },
  'no key id': () => sign(personClaims, peopleKey, { kid: undefined }),
  'an unknown key id': () => sign(personClaims, unknownKid),
  'a key of its own in the header': () => sign(personClaims, stranger, { jwk: stranger.jwk, kid: 'key-1' }),
  "a stranger's key under our key id": () => sign(personClaims, stranger),
  "a stranger's key of another kind": () => sign(personClaims, strangerEc),
  "another trusted issuer's key": () => sign(personClaims, otherIssuerKey),
  'an extension that must be understood': () => sign(personClaims, peopleKey, { crit: ['b64'], b64: true }),
  'a signature in a second spelling': respelt,
  padding: async () => `${await sign(personClaims)}=`,
  'a changed site': () => tampered({ site: 'acme-spain' }),
  'a changed profile': () => tampered({ profile: 'administrator' }),
  'a later end': () => tampered({ exp: nowSeconds + 99_999 }),

  'an issuer that nobody listed': () => sign({ ...personClaims, iss: 'https://evil.example' }),
  'an issuer with a slash more': () => sign({ ...personClaims, iss: 'https://people.example/' }),
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
  "another issuer's client": () => sign({ ...personClaims, client_id: 'other-workspace' }),
  "all that another issuer's entry asks for": () =>
    sign({ ...otherClaims, iss: 'https://people.example' }, peopleKey, atJwt),
  'no client': () => sign(without(personClaims, 'client_id')),
  'a client that is a list': () => sign({ ...personClaims, client_id: ['workspace'] }),

  'an end that is now': () => sign({ ...personClaims, exp: nowSeconds }),
  'an end that has passed': () => sign({ ...personClaims, exp: nowSeconds - 1 }),
  'no end': () => sign(without(personClaims, 'exp')),
  'a beginning yet to come': () => sign({ ...personClaims, nbf: nowSeconds + 1 }),
  'issued in the future': () => sign({ ...personClaims, iat: nowSeconds + 11 }),
  'issued at no time': () => sign(without(personClaims, 'iat')),
  'a sign-in in the future': () => sign({ ...personClaims, auth_time: nowSeconds + 11 }),
  'no time of the sign-in': () => sign(without(personClaims, 'auth_time')),
  'a time of the sign-in in words': () => sign({ ...personClaims, auth_time: 'today' }),
  'a sign-in before all time': () => sign({ ...personClaims, auth_time: 0 }),

  'abuse 40: a site that its client may not speak for': () => sign({ ...personClaims, site: 'globex' }),
  'abuse 40: a site of people, from a machine that has fewer': () => sign({ ...machineClaims, site: 'acme-spain' }),
  'abuse 40: no session id': () => sign(without(personClaims, 'origin_jti')),
  'abuse 40: an empty session id': () => sign({ ...personClaims, origin_jti: '' }),
  'abuse 40: a session id that is a number': () => sign({ ...personClaims, origin_jti: 1 }),
  'every site': () => sign({ ...personClaims, site: '*' }),
  'no site': () => sign(without(personClaims, 'site')),
  'two sites': () => sign({ ...personClaims, site: ['acme', 'acme-spain'] }),
  'a machine without a site': () => sign(without(machineClaims, 'site')),
  'scopes that are a list': () => sign({ ...machineClaims, scope: ['sealform/conversations'] }),
  'no subject': () => sign(without(personClaims, 'sub')),
  'a subject with white space': () => sign({ ...personClaims, sub: 'agent 7' }),
  'a profile that is a list': () => sign({ ...personClaims, profile: ['agent'] }),
  'a profile named constructor': () => sign({ ...personClaims, profile: 'constructor' }),
  'no second factor': () => sign({ ...otherClaims, amr: ['pwd'] }, otherIssuerKey, atJwt),
  'no word of a second factor': () => sign(without(otherClaims, 'amr'), otherIssuerKey, atJwt),
}

describe('a machine that the issuer made one of ours by a scope', () => {
  const byScope = IssuerEntry.parse({ ...machineEntry, clientIds: { withScope: 'sealform/conversations' } })
  const { verify } = tokenFixture({ issuers: [peopleEntry, byScope] })
  const unlisted = { ...machineClaims, sub: 'chat-of-acme', client_id: 'chat-of-acme' }

  test('is known by it, for the sites of its entry', async () => {
    expect(await verify(await sign(unlisted))).toMatchObject({
      kind: 'machine',
      siteId: 'acme',
      clientId: 'chat-of-acme',
    })
    expect(await verify(await sign({ ...unlisted, site: 'globex' }))).toBeUndefined()
  })

  test.each<[string, object]>([
    ['without the scope', { ...unlisted, scope: 'openid' }],
    ['with one that begins like it', { ...unlisted, scope: 'sealform/conversations-of-others' }],
    ['with scopes that are a list', { ...unlisted, scope: ['sealform/conversations'] }],
    ['and is a person, to whom the scope was granted', { ...unlisted, sub: 'agent-7' }],
    ['and has no subject', without(unlisted, 'sub')],
    ['and is known as an audience alone', { ...without(unlisted, 'client_id'), aud: 'chat-of-acme' }],
    ['of another issuer', { ...unlisted, iss: 'https://other.example/' }],
  ])('is nobody %s', async (_, claims) => {
    expect(await verify(await sign({ ...claims }))).toBeUndefined()
  })

  test('is not what a client of people becomes by having it', async () => {
    const withScope = { ...personClaims, sub: 'workspace', scope: 'sealform/conversations' }
    expect(await verify(await sign(withScope))).toMatchObject({ kind: 'person', subject: 'workspace' })
  })
})

describe('abuse 33: a bad token names nobody', () => {
  test.each(Object.entries(bad))('%s', async (_, make) => {
    expect(await tokenFixture().verify(await make())).toBeUndefined()
  })

  test('whether its issuer is the only one or one of several', async () => {
    const { verify } = tokenFixture({ issuers: [peopleEntry] })
    expect(await verify(await sign(personClaims))).toBeDefined()
    for (const name of ['alg none', 'an issuer that nobody listed', 'no issuer', "a stranger's key under our key id"]) {
      expect(await verify((await bad[name]?.()) ?? '')).toBeUndefined()
    }
    expect(await verify(await sign(otherClaims, otherIssuerKey, atJwt))).toBeUndefined()
  })
})

describe('time', () => {
  test('a token ends at its end, to the millisecond, by our clock', async () => {
    const { verify, state } = tokenFixture()
    const token = await sign(personClaims)
    state.now = personClaims.exp * 1_000 - 1
    expect(await verify(token)).toBeDefined()
    state.now = personClaims.exp * 1_000
    expect(await verify(token)).toBeUndefined()
  })

  test("an issuer's clock may be ten seconds ahead of ours", async () => {
    const ahead = nowSeconds + 10
    expect(await tokenFixture().verify(await sign({ ...personClaims, iat: ahead, auth_time: ahead }))).toBeDefined()
  })
})

describe("the issuer's keys", () => {
  test('that are not to be had are a fault, not a bad token', async () => {
    const { verify, state } = tokenFixture({ down: true })
    const token = await sign(personClaims)
    await expect(verify(token)).rejects.toMatchObject({ name: 'Fault', code: 'issuer-failed' })
    state.down = false
    expect(await verify(token)).toBeDefined()
  })

  test.each([[{ kty: 'RSA', n: 7 }], [{ kty: 'RSA', kid: 'key-1' }], ['key-1']])(
    'that are not keys (%j) are a fault',
    async (notAKey) => {
      const { verify, state } = tokenFixture()
      state.jwks.people = [notAKey]
      await expect(verify(await sign(personClaims))).rejects.toMatchObject({ code: 'issuer-failed' })
    },
  )

  test('once fetched go on verifying while the issuer is down', async () => {
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

  test('are not fetched once for every made-up key id', async () => {
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
