import { describe, expect, test } from 'vitest'
import { adminSignIn } from '../../../lambdas/control-zone/admin-sign-in.ts'

const issuer = 'https://sso.example/realms/acme'
const settings = { issuer, clientId: 'administration', scope: 'openid forms', signOut: 'issuer' } as const
const metadata = {
  issuer,
  jwks_uri: `${issuer}/certs`,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  revocation_endpoint: `${issuer}/revoke`,
  end_session_endpoint: `${issuer}/logout`,
  id_token_signing_alg_values_supported: ['ES256', 'RS256'],
}

const fixture = () => {
  const state = { now: 0, document: metadata satisfies object as object, fetched: 0 }
  const fetchDocument = async () => {
    state.fetched += 1
    return new TextEncoder().encode(JSON.stringify(state.document)).buffer
  }
  return { state, ports: { fetchDocument, clock: { now: () => state.now } } }
}

describe('the sign-in of administrators', () => {
  test('uses the endpoints of the issuer’s discovery document', async () => {
    expect(await adminSignIn(settings, fixture().ports)()).toEqual({
      issuer,
      clientId: 'administration',
      scope: 'openid forms',
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      revocationEndpoint: `${issuer}/revoke`,
      endSessionEndpoint: `${issuer}/logout`,
      endSessionParameter: 'post_logout_redirect_uri',
      idTokenAlgorithms: ['ES256', 'RS256'],
    })
  })

  test('does not lead through the issuer at sign-out if the settings say so', async () => {
    expect(await adminSignIn({ ...settings, signOut: 'page' }, fixture().ports)()).not.toHaveProperty(
      'endSessionEndpoint',
    )
  })

  test('fetches the document once in ten minutes, and again after a failure', async () => {
    const { state, ports } = fixture()
    const find = adminSignIn(settings, ports)
    state.document = { ...metadata, issuer: 'https://evil.example' }
    await expect(find()).rejects.toMatchObject({ code: 'issuer-failed' })
    state.document = metadata
    await Promise.all([find(), find()])
    state.now = 599_999
    await find()
    expect(state.fetched).toBe(2)
    state.now = 600_000
    await find()
    expect(state.fetched).toBe(3)
  })

  test.each(['authorization_endpoint', 'token_endpoint', 'jwks_uri'])('needs %s', async (name) => {
    const { state, ports } = fixture()
    state.document = Object.fromEntries(Object.entries(metadata).filter(([each]) => each !== name))
    await expect(adminSignIn(settings, ports)()).rejects.toMatchObject({ code: 'issuer-failed' })
  })

  test('needs no request if the settings contain the endpoints', async () => {
    const { state, ports } = fixture()
    const known = { issuer, clientId: 'a', authorizationEndpoint: `${issuer}/auth`, tokenEndpoint: `${issuer}/token` }
    expect(await adminSignIn(known, ports)()).toEqual(known)
    expect(state.fetched).toBe(0)
  })
})
