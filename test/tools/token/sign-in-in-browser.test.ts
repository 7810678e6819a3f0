import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { signInInBrowser } from '../../../tools/token/sign-in-in-browser.ts'

const issuer = 'https://issuer.example.com'
let idToken: string
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  expect(await exportJWK(publicKey)).toHaveProperty('n')
  idToken = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setSubject('0b1e')
    .setAudience('client')
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(privateKey)
})

const opened: Server[] = []
afterEach(() => {
  for (const server of opened.splice(0)) server.close()
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What the token endpoint received. */
const exchanged: URLSearchParams[] = []
const tokenEndpoint: typeof globalThis.fetch = async (_input, init) => {
  exchanged.push(new URLSearchParams(String(init?.body)))
  return Response.json({ access_token: 'the-token', token_type: 'Bearer', expires_in: 900, id_token: idToken })
}

/** @param visit does what the browser does, at the address that the command shows */
const signIn = async (
  visit: (address: URL, callback: URL) => Promise<unknown>,
  { fetch = tokenEndpoint, patienceMs = 60_000, port = 0 } = {},
) => {
  exchanged.length = 0
  const callback = new URL(`http://127.0.0.1:${port || (await freePort())}/back`)
  let visited: Promise<unknown> = Promise.resolve()
  const result = await signInInBrowser({
    ...{ issuer, clientId: 'client', callback, userName: 'ada', patienceMs, fetch },
    authorizationEndpoint: `${issuer}/oauth2/authorize`,
    tokenEndpoint: `${issuer}/oauth2/token`,
    showAddress: (address) => {
      visited = visit(new URL(address), callback)
    },
  }).catch((failure: unknown) => (failure instanceof Error ? failure.message : 'no error'))
  await visited
  return result
}

const returnTo = (callback: URL, parameters: Record<string, string>) =>
  fetch(`${callback.href}?${new URLSearchParams(parameters)}`)
const stateIn = (address: URL) => address.searchParams.get('state') ?? ''

describe('a sign-in in the browser', () => {
  test('sends the person to the sign-in page, and exchanges the code with the code verifier', async () => {
    let address = new URL(issuer)
    const page: Response[] = []
    const token = await signIn(async (shown, callback) => {
      address = shown
      page.push(await returnTo(callback, { state: stateIn(shown), code: 'the-code' }))
    })
    expect(token).toBe('the-token')
    const { code_challenge: challenge, ...asked } = Object.fromEntries(address.searchParams)
    expect(asked).toMatchObject({
      ...{ client_id: 'client', response_type: 'code', scope: 'openid', code_challenge_method: 'S256' },
      ...{
        prompt: 'login',
        login_hint: 'ada',
        redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/back$/),
      },
    })
    const [form = new URLSearchParams()] = exchanged
    expect(form.get('code')).toBe('the-code')
    expect(form.get('redirect_uri')).toBe(asked.redirect_uri)
    const verifier = form.get('code_verifier') ?? ''
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge)
    expect([page[0]?.status, page[0]?.headers.get('cache-control')]).toEqual([200, 'no-store'])
  })

  test('refuses a code that has another state or arrives at another path, and continues to wait', async () => {
    const statuses: number[] = []
    const token = await signIn(async (address, callback) => {
      const wrong = await returnTo(callback, { state: 'another', code: 'planted' })
      const elsewhere = await fetch(new URL(`/?state=${stateIn(address)}&code=planted`, callback))
      statuses.push(wrong.status, elsewhere.status)
      await returnTo(callback, { state: stateIn(address), code: 'own' })
    })
    expect([token, ...statuses]).toEqual(['the-token', 404, 404])
    expect(exchanged.map((form) => form.get('code'))).toEqual(['own'])
  })

  test('fails with the error code of the sign-in page if the page refuses', async () => {
    const refused = await signIn((address, callback) =>
      returnTo(callback, { state: stateIn(address), error: 'access_denied', error_description: 'ada is secret' }),
    )
    expect(refused).toBe('The sign-in failed: access_denied.')
  })

  test('fails with the error code of the token endpoint if the endpoint refuses', async () => {
    const refused = await signIn((address, callback) => returnTo(callback, { state: stateIn(address), code: 'old' }), {
      fetch: async () => Response.json({ error: 'invalid_grant', error_description: 'old' }, { status: 400 }),
    })
    expect(refused).toBe('The sign-in failed: invalid_grant.')
  })

  test('fails if no one signs in before the timeout', async () => {
    expect(await signIn(async () => {}, { patienceMs: 1 })).toMatch(/^No one signed in within /)
  })

  test('fails with a readable message if another program uses the port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    opened.push(other)
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await signIn(async () => {}, { port })).toMatch(`This machine cannot listen on port ${port}.`)
  })
})
