import { beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../../lambdas/control-zone/serve-page.ts'
import { type BuiltPages, buildPages } from '../../../lib/edge/pages/build-pages.ts'

let built: BuiltPages

beforeAll(async () => {
  built = await buildPages()
})

const route = { page: 'admin', path: '/admin', framedBy: 'none' } as const
const signIn = {
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a&b"c<d',
  clientId: 'client',
  authorizationEndpoint: 'https://sign-in.example.com/oauth2/authorize',
  tokenEndpoint: 'https://sign-in.example.com/oauth2/token',
  revocationEndpoint: 'https://revoke.example.com/oauth2/revoke',
  endSessionEndpoint: 'https://sign-in.example.com/logout',
}

describe('the built administration page', () => {
  test('abuse 35: has no other sign-in than that of the issuer, even in the local run', () => {
    const scripts = built.files.filter(({ path }) => /\badmin\b.*\.js$/.test(path))
    expect(scripts.length).toBeGreaterThan(0)
    for (const { path, body } of [
      ...built.files,
      { path: 'admin.html', body: Buffer.from(built.documents.admin ?? '') },
    ]) {
      expect([path, Buffer.from(body).includes('/dev/')]).toEqual([path, false])
    }
  })

  test('receives the sign-in settings, and may connect only to the issuer and the service', async () => {
    const records = { read: async () => ({}) }
    const page = await servePage({
      records,
      documents: built.documents,
      embeddingOrigins: [],
      signIn: async () => signIn,
    })(route, undefined)
    expect(page?.headers['Content-Security-Policy']).toContain(
      "connect-src 'self' https://sign-in.example.com https://revoke.example.com;",
    )
    expect(page?.headers['Content-Security-Policy']).toContain("frame-ancestors 'none'")
    const written = /<meta name="sealform-sign-in" content="([^"]*)">/.exec(page?.html ?? '')?.[1] ?? ''
    expect(written).not.toContain('<')
    const read = written.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    expect(JSON.parse(read)).toEqual(signIn)
  })

  test('receives no sign-in settings if the stage has none, and no other page ever receives them', async () => {
    const records = { read: async () => ({}) }
    const plain = await servePage({ records, documents: built.documents, embeddingOrigins: [] })(route, undefined)
    expect(plain?.html).toContain('<meta name="sealform-sign-in" content="">')
    const visitor = { page: 'visitor', path: '/form/{siteId}', framedBy: 'site' } as const
    const form = await servePage({
      records,
      documents: built.documents,
      embeddingOrigins: [],
      signIn: async () => signIn,
    })(visitor, undefined)
    expect(form?.html).not.toContain('sign-in.example.com')
    expect(form?.headers['Content-Security-Policy']).toContain("connect-src 'self';")
  })
})
