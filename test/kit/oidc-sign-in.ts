/** Gets access tokens of the OpenID provider without a browser: a person's with a code and PKCE, and the chat backend's. */
import { createHash, randomBytes } from 'node:crypto'
import { textField } from './http-client.ts'
import { api, deskCallback, type RunningProvider } from './oidc-provider.ts'

/** Sends requests with the cookies of one browser. Does not follow redirects. */
const newBrowser = () => {
  const cookies = new Map<string, string>()
  return async (address: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
}

const tokenOf = async (issuer: string, form: Readonly<Record<string, string>>, basic?: string): Promise<string> => {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    ...(basic !== undefined && { headers: { authorization: `Basic ${btoa(basic)}` } }),
  })
  return textField(
    { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() },
    'access_token',
  )
}

/** Returns the access token of a person who signs in on the provider's page. */
export const personToken = async ({ issuer }: RunningProvider, name: string): Promise<string> => {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    ...{ client_id: 'agent-desk', redirect_uri: deskCallback, response_type: 'code', scope: 'openid forms' },
    ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    ...{ prompt: 'login', state: 'state-1' },
  })
  const browse = newBrowser()
  let response = await browse(`${issuer}/auth?${query}`)
  // The provider redirects to its sign-in page and to its consent page, which are forms, and then to the callback.
  for (let step = 0; step < 10; step += 1) {
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${response.status} without a redirect`)
    const address = new URL(location, issuer)
    const code = address.searchParams.get('code')
    if (code !== null) {
      const request = { grant_type: 'authorization_code', code, redirect_uri: deskCallback, client_id: 'agent-desk' }
      return await tokenOf(issuer, { ...request, code_verifier: verifier })
    }
    response = await browse(address.href)
    if (response.status === 200) {
      const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1] ?? ''
      response = await browse(address.href, { prompt, login: name, password: 'any' })
    }
  }
  throw new Error('the provider did not return a code')
}

/** Returns the chat backend's access token (client credentials). */
export const backendToken = ({ issuer, backend: { id, secret } }: RunningProvider): Promise<string> =>
  tokenOf(
    issuer,
    { grant_type: 'client_credentials', scope: 'sealform/conversations', resource: api },
    `${id}:${secret}`,
  )
