import { describe, expect, test } from 'vitest'
import { type PageRoute, pageRoutes } from '../../../contracts/pages.ts'
import { siteNamePlaceholder } from '../../../contracts/site-name-meta.ts'
import { SiteSettings } from '../../../contracts/site-settings.ts'
import { servePage } from '../../../lambdas/control-zone/serve-page.ts'
import { pageHandler } from '../../../lambdas/http/page-handler.ts'
import { createMemoryDependencies } from '../../../local/memory/dependencies.ts'
import { gatewayEvent, lambdaContext } from '../http/gateway-event.ts'
import { acme } from '../site-fixture.ts'

const chatOrigin = 'https://chat.example.com'
const desktopOrigin = 'https://desk.example.com'

const fixture = createMemoryDependencies()
const setEmbeddingOrigins = (...embeddingOrigins: string[]) =>
  fixture.tables.sites.put(acme, SiteSettings.parse({ siteId: acme, name: 'Acme', embeddingOrigins }))
setEmbeddingOrigins(chatOrigin)
const serve = servePage({
  records: fixture.ports().records,
  documents: { visitor: `<meta ${siteNamePlaceholder}>`, agent: `<meta ${siteNamePlaceholder}>` },
  embeddingOrigins: [desktopOrigin],
})

const routeAt = (path: string): PageRoute => {
  const route = pageRoutes.find((candidate) => candidate.path === path)
  if (route === undefined) throw new Error(`no page at ${path}`)
  return route
}
const ancestorsOf = (page: Awaited<ReturnType<typeof serve>>) =>
  /frame-ancestors ([^;]+)/.exec(page?.headers['Content-Security-Policy'] ?? '')?.[1]

describe('serve-page', () => {
  test.each(['/form/{siteId}', '/agent/{siteId}'])('allows the site’s embedding origins to frame %s', async (path) => {
    expect(ancestorsOf(await serve(routeAt(path), 'acme'))).toBe(chatOrigin)
  })

  test('allows the stage’s origins to frame the agent panel at the path without a site', async () => {
    expect(ancestorsOf(await serve(routeAt('/agent'), undefined))).toBe(desktopOrigin)
  })

  test.each(['globex', 'constructor', 'ACME', '', '../acme', undefined])(
    'returns a document without a name for the unknown site %s, and allows no origin to frame it',
    async (siteId) => {
      const page = await serve(routeAt('/form/{siteId}'), siteId)
      expect([page?.html, ancestorsOf(page)]).toEqual([`<meta ${siteNamePlaceholder}>`, "'none'"])
    },
  )

  test('writes the site’s name into the visitor’s page only, as text', async () => {
    const name = `Tom & Jerry’s "<b>'$&Bank</b>"`
    fixture.tables.sites.put(acme, SiteSettings.parse({ siteId: acme, name, embeddingOrigins: [chatOrigin] }))
    expect((await serve(routeAt('/form/{siteId}'), 'acme'))?.html).toBe(
      '<meta name="sealform-site" content="Tom &amp; Jerry’s &quot;&lt;b&gt;&#39;$&amp;Bank&lt;/b&gt;&quot;">',
    )
    expect((await serve(routeAt('/agent/{siteId}'), 'acme'))?.html).toBe(`<meta ${siteNamePlaceholder}>`)
    setEmbeddingOrigins(chatOrigin)
  })

  test('applies a changed list of origins at the next request', async () => {
    setEmbeddingOrigins('https://other.example.com')
    expect(ancestorsOf(await serve(routeAt('/form/{siteId}'), 'acme'))).toBe('https://other.example.com')
    setEmbeddingOrigins(chatOrigin)
  })

  test('returns `undefined` for a page that was not built', async () => {
    expect(await serve(routeAt('/admin'), undefined)).toBeUndefined()
  })
})

describe('the page handler', () => {
  const lines: unknown[] = []
  const handler = pageHandler(serve, { log: { write: (line) => lines.push(line) }, clock: fixture.clock })
  const event = (resource: string, siteId?: string) => ({
    ...gatewayEvent({ method: 'GET', ...(siteId && { path: { siteId } }) }),
    resource,
  })

  test('returns a page with its headers, and logs neither the site nor the caller’s address', async () => {
    const { statusCode, headers, body } = await handler(event('/form/{siteId}', 'acme'), lambdaContext)
    expect([statusCode, body]).toEqual([200, `<meta ${siteNamePlaceholder.replace('""', '"Acme"')}>`])
    expect(headers).toMatchObject({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Request-Id': 'request-1',
    })
    expect(lines).toEqual([
      { line: 'request', step: 'serve-page', requestId: 'request-1', status: 200, milliseconds: 0 },
    ])
  })

  test.each(['/admin', '/form', '/v1/site'])('returns 404 for %s, which is not a page', async (resource) => {
    const { statusCode, body } = await handler(event(resource), lambdaContext)
    expect([statusCode, JSON.parse(body).code]).toEqual([404, 'not-found'])
  })

  test('returns 503 and no page when the embedding origins cannot be read', async () => {
    const failing = pageHandler(async () => Promise.reject(new Error('down')), {
      log: { write: () => {} },
      clock: fixture.clock,
    })
    expect((await failing(event('/form/{siteId}', 'acme'), lambdaContext)).statusCode).toBe(503)
  })
})
