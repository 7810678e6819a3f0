/**
 * Signs a person in at the pool's page. This process uses an authorization code with PKCE (RFC 7636), and receives the
 * code at a loopback address of this machine (RFC 8252, section 7.3). The page redirects a browser to that address with
 * the code. The code is useless without the verifier, which this process sends only to the token endpoint. No address
 * contains a token.
 */
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import * as oauth from 'oauth4webapi'
import { StageFailure } from '../stage/stage-failure.ts'

export interface BrowserSignIn {
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly clientId: string
  /** One of the client's callback addresses, on this machine. */
  readonly callback: URL
  /** The name that is suggested to the sign-in page. */
  readonly userName: string
  /** Receives the address that the person must open. */
  readonly showAddress: (address: string) => void
  readonly patienceMs: number
  readonly fetch?: typeof globalThis.fetch
}

/** Returns the access token. @throws {StageFailure} with one sentence, which contains no code and no token */
export const signInInBrowser = async (signIn: BrowserSignIn): Promise<string> => {
  const { clientId, callback, userName } = signIn
  const state = oauth.generateRandomState()
  const verifier = oauth.generateRandomCodeVerifier()
  const challenge = await oauth.calculatePKCECodeChallenge(verifier)
  const address = new URL(signIn.authorizationEndpoint)
  address.search = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: callback.href, response_type: 'code', scope: 'openid', state },
    ...{ code_challenge: challenge, code_challenge_method: 'S256', prompt: 'login', login_hint: userName },
  }).toString()
  const server = await listen(callback)
  try {
    const redirected = redirectTo(server, callback, state)
    signIn.showAddress(address.href)
    const response = await withPatience(redirected, signIn.patienceMs)
    return await exchangeCode(signIn, { response, state, verifier })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

const listen = async ({ hostname, port }: URL): Promise<Server> => {
  const server = createServer()
  const number = Number(port || 80)
  try {
    await once(server.listen(number, hostname.replaceAll(/[[\]]/g, '')), 'listening')
    return server
  } catch {
    throw new StageFailure(
      `This machine cannot listen on port ${number}. Stop the program that uses it, perhaps npm start, or choose another of callbackAddresses with --callback.`,
    )
  }
}

/** Waits for the first request to the callback with this state. Refuses any other request and continues to wait. */
const redirectTo = (server: Server, callback: URL, state: string): Promise<URL> =>
  new Promise((resolve) => {
    server.on('request', (request, reply) => {
      const url = new URL(request.url ?? '/', callback.origin)
      const fits = request.method === 'GET' && url.pathname === callback.pathname
      if (!fits || url.searchParams.get('state') !== state) {
        answer(reply, 404, 'This address only receives the code of a sign-in that npm run token waits for.')
        return
      }
      const signedIn = url.searchParams.has('code')
      // Wait until the reply is sent, because the process ends soon and the person would otherwise not see it.
      answer(
        reply,
        200,
        signedIn ? 'You are signed in. Close this page.' : 'The sign-in failed. Close this page.',
        () => resolve(url),
      )
    })
  })

const answer = (reply: ServerResponse, status: number, text: string, done?: () => void): void => {
  reply.on('close', () => done?.())
  reply
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    })
    .end(`${text}\n`)
}

const withPatience = async (work: Promise<URL>, patienceMs: number): Promise<URL> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const minutes = Math.round(patienceMs / 60_000)
  const timer = setTimeout(() => reject(new StageFailure(`No one signed in within ${minutes} minutes.`)), patienceMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

const exchangeCode = async (
  { issuer, tokenEndpoint, clientId, callback, fetch }: BrowserSignIn,
  { response, state, verifier }: { readonly response: URL; readonly state: string; readonly verifier: string },
): Promise<string> => {
  const server: oauth.AuthorizationServer = { issuer, token_endpoint: tokenEndpoint }
  const client = { client_id: clientId }
  const options = fetch === undefined ? {} : { [oauth.customFetch]: fetch }
  try {
    const parameters = oauth.validateAuthResponse(server, client, response, state)
    const reply = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None(), parameters, callback.href, verifier, options] as const),
    )
    return (await oauth.processAuthorizationCodeResponse(server, client, reply)).access_token
  } catch (failure) {
    throw new StageFailure(`The sign-in failed: ${reasonOf(failure)}.`)
  }
}

/**
 * Describes a failure by an error code from RFC 6749 or by the name of the error, because an error message may quote
 * what was received.
 */
const reasonOf = (failure: unknown): string => {
  if (failure instanceof oauth.AuthorizationResponseError || failure instanceof oauth.ResponseBodyError) {
    return failure.error
  }
  return failure instanceof Error ? failure.name : 'no error'
}
