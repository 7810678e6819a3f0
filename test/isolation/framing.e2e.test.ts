/**
 * Which pages may frame the service's pages: abuse case 30, and what a page of another origin may request: abuse case
 * 29.
 */

import { describe, expect } from 'vitest'
import { renderedSiteName, siteNamePlaceholder } from '../../contracts/site-name-meta.ts'
import { embedding } from '../kit/browser/brand.ts'
import type { BrandSite, Stage } from '../kit/browser/stage.ts'
import { visitorTest as test } from '../kit/fixtures.ts'
import { sendRequest } from '../kit/http-client.ts'

const pagesOf = ({ siteId }: BrandSite) => [`/form/${siteId}`, `/agent/${siteId}`]

/** Whether the frame shows the service's document, or the browser's error page. */
const shows = async (stage: Stage, origin: string, path: string): Promise<boolean> => {
  const { page } = await stage.openWindow()
  await page.goto(`${origin}${path}`, { waitUntil: 'load' })
  const framed = page.frames().filter((frame) => frame !== page.mainFrame())
  const ours = await Promise.all(
    framed.map((frame) =>
      frame
        .locator('main#form, main#agent')
        .count()
        .catch(() => 0),
    ),
  )
  await page.context().close()
  return ours.some((count) => count > 0)
}

describe('abuse 30: framing', () => {
  /** The only policy breach that these tests cause is the refused frame. */
  test.afterEach(({ stage }) => {
    for (const breach of stage.policies.takeViolations()) expect(breach).toContain('"frame-ancestors ')
  })

  test('works for a listed origin, but not for an unlisted origin', async ({ stage, site }) => {
    for (const page of pagesOf(site)) {
      const path = stage.brand.put(`/frames${page}`, `<iframe src="${stage.service.origin}${page}"></iframe>`)
      expect([page, await shows(stage, stage.brand.listedOrigin, path)]).toEqual([page, true])
      expect([page, await shows(stage, stage.brand.unlistedOrigin, path)]).toEqual([page, false])
    }
    // Also in a desktop with cross-origin isolation.
    const isolated = stage.brand.put(
      '/isolated',
      `<iframe src="${stage.service.origin}${pagesOf(site)[0]}"></iframe>`,
      {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    )
    expect(await shows(stage, stage.brand.listedOrigin, isolated)).toBe(true)
  })

  test('does not work for a listed origin inside an unlisted origin, because every ancestor must be listed', async ({
    stage,
    site,
  }) => {
    const [form = ''] = pagesOf(site)
    const inner = stage.brand.put('/inner', `<iframe src="${stage.service.origin}${form}"></iframe>`)
    const outer = stage.brand.put('/outer', `<iframe src="${stage.brand.listedOrigin}${inner}"></iframe>`)
    expect(await shows(stage, stage.brand.listedOrigin, outer)).toBe(true)
    expect(await shows(stage, stage.brand.unlistedOrigin, outer)).toBe(false)
  })

  test('does not work for a page without an origin, for a page of an unknown site, or for the panel without a site', async ({
    stage,
    site,
  }) => {
    const { origin } = stage.service
    const [form = ''] = pagesOf(site)
    const framed = (page: string) => `<iframe src='${origin}${page}'></iframe>`
    for (const body of [
      `<iframe sandbox="allow-scripts" srcdoc="${framed(form)}"></iframe>`,
      framed('/form/no-such-site'),
      framed('/agent'),
    ])
      expect([body, await shows(stage, stage.brand.listedOrigin, stage.brand.put('/other', body))]).toEqual([
        body,
        false,
      ])
    const [known, unknown] = await Promise.all(
      [site.siteId, 'no-such-site'].map((id) => sendRequest(stage.service, 'GET', `/form/${id}`)),
    )
    // Only the name of the site is different.
    const knownBody = String(known?.body).replace(renderedSiteName, () => siteNamePlaceholder)
    expect([unknown?.status, unknown?.body]).toEqual([known?.status, knownBody])
  })

  test('no longer works for an origin that was removed from the list', async ({ stage, site }) => {
    const [form = ''] = pagesOf(site)
    const setOrigins = (origin: string) =>
      site.administrator.reply('patch-site', { body: { embeddingOrigins: [origin] } })
    const path = stage.brand.put('/changed', `<iframe src="${stage.service.origin}${form}"></iframe>`)
    await setOrigins(stage.brand.unlistedOrigin)
    const seen = [
      await shows(stage, stage.brand.listedOrigin, path),
      await shows(stage, stage.brand.unlistedOrigin, path),
    ]
    await setOrigins(stage.brand.listedOrigin)
    expect(seen).toEqual([false, true])
  })

  test('that the service does not allow causes an error event in the embedding page', async ({ stage, send }) => {
    const { link } = await send()
    const { page } = await stage.openWindow()
    await page.clock.install()
    const body = `<secure-form link="${link}"></secure-form><script>listen(document.querySelector('secure-form'))</script>`
    await page.goto(`${stage.brand.unlistedOrigin}${stage.brand.put('/silent', embedding(stage.service.origin, body))}`)
    await page.clock.fastForward(20_000)
    await expect.poll(() => page.evaluate('received')).toEqual([{ event: 'error', code: 'unreachable' }])
  })
})

describe('abuse 29: pages from other origins', () => {
  const attempts = async (stage: Stage, site: BrandSite, origin: string) => {
    const { page } = await stage.openWindow()
    await page.goto(`${origin}${stage.brand.put('/asks', '')}`)
    const service = stage.service.origin
    const outcomeOf = (request: string) =>
      page.evaluate<string>(`${request}.then((r) => 'answered ' + r.type, (e) => e.name)`)
    const json = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }`
    const results = await Promise.all([
      outcomeOf(`fetch('${service}/v1/openapi.json')`),
      outcomeOf(`fetch('${service}/v1/visitor/open', ${json})`),
      outcomeOf(`fetch('${service}/dev/token', ${json})`),
      outcomeOf(`fetch('${service}/form/${site.siteId}')`),
      outcomeOf(`fetch('${service}/v1/openapi.json', { mode: 'no-cors' })`),
      outcomeOf(`fetch('${service}/embed.js')`),
    ])
    await page.context().close()
    return results
  }

  test('can call no step and can read only the embedding scripts, even if their origin is listed', async ({
    stage,
    site,
  }) => {
    const refused = ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'answered opaque', 'answered cors']
    expect(await attempts(stage, site, stage.brand.listedOrigin)).toEqual(refused)
    expect(await attempts(stage, site, stage.brand.unlistedOrigin)).toEqual(refused)
  })

  test('cannot post an HTML form to the service', async ({ stage }) => {
    const { page } = await stage.openWindow()
    const form = `<form method="post" action="${stage.service.origin}/v1/visitor/open" enctype="text/plain">
      <input name='{"openKey":"' value='"}'></form><script>document.forms[0].submit()</script>`
    const answered = page.waitForResponse(/\/v1\/visitor\/open/)
    await page
      .goto(`${stage.brand.listedOrigin}${stage.brand.put('/posts', form)}`, { waitUntil: 'commit' })
      .catch(() => {})
    expect((await answered).status()).toBe(415)
  })

  test('lose their reference to a page of the service that they open in a window', async ({ stage, site }) => {
    const { page } = await stage.openWindow()
    await page.goto(`${stage.brand.listedOrigin}${stage.brand.put('/opens', '')}`)
    const opened = page.waitForEvent('popup')
    await page.evaluate(`window.kept = open('${stage.service.origin}/form/${site.siteId}'); 0`)
    await (await opened).waitForLoadState()
    expect(await page.evaluate('kept.closed')).toBe(true)
  })
})
