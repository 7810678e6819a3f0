/**
 * Which pages may frame the service's pages: abuse case 30, and what a page of another origin may request: abuse case
 * 29.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sendRequest } from '../kit/http-client.ts'
import { embedding, type IsolationEnvironment, startIsolationEnvironment } from './isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment()
})
afterAll(() => stage?.close())

const pagesOfSite = () => [`/form/${stage.scene.siteId}`, `/agent/${stage.scene.siteId}`]

/** Whether the frame shows the service's document, or the browser's error page. */
const shows = async (origin: string, path: string): Promise<boolean> => {
  const { page } = await stage.newPage()
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
  afterEach(() => {
    for (const breach of stage.policies.takeViolations()) expect(breach).toContain('"frame-ancestors ')
  })

  test('by a listed origin works, by an unlisted one does not', async () => {
    for (const page of pagesOfSite()) {
      const path = stage.put(`/frames${page}`, `<iframe src="${stage.target.origin}${page}"></iframe>`)
      expect([page, await shows(stage.listed, path)]).toEqual([page, true])
      expect([page, await shows(stage.unlisted, path)]).toEqual([page, false])
    }
  })

  test('by a listed origin inside an unlisted one does not work, because every ancestor counts', async () => {
    const [form = ''] = pagesOfSite()
    const inner = stage.put('/inner', `<iframe src="${stage.target.origin}${form}"></iframe>`)
    const outer = stage.put('/outer', `<iframe src="${stage.listed}${inner}"></iframe>`)
    expect(await shows(stage.listed, outer)).toBe(true)
    expect(await shows(stage.unlisted, outer)).toBe(false)
  })

  test('by a page without an origin does not work, even if a listed one created it', async () => {
    const [form = ''] = pagesOfSite()
    const inner = `<iframe src='${stage.target.origin}${form}'></iframe>`
    const path = stage.put('/nameless', `<iframe sandbox="allow-scripts" srcdoc="${inner}"></iframe>`)
    expect(await shows(stage.listed, path)).toBe(false)
  })

  test('of a site that does not exist does not work, and its document reveals nothing', async () => {
    const path = stage.put('/unknown', `<iframe src="${stage.target.origin}/form/no-such-site"></iframe>`)
    expect(await shows(stage.listed, path)).toBe(false)
    const [known, unknown] = await Promise.all(
      [stage.scene.siteId, 'no-such-site'].map((site) => sendRequest(stage.target, 'GET', `/form/${site}`)),
    )
    expect([unknown?.status, unknown?.body]).toEqual([known?.status, known?.body])
  })

  test('of the panel of no site works for no origin here, because the stage lists none', async () => {
    const path = stage.put('/siteless', `<iframe src="${stage.target.origin}/agent"></iframe>`)
    expect(await shows(stage.listed, path)).toBe(false)
  })

  test('by an origin that was removed from the list does not work any more', async () => {
    const [form = ''] = pagesOfSite()
    const path = stage.put('/changed', `<iframe src="${stage.target.origin}${form}"></iframe>`)
    await stage.setOrigins(stage.unlisted)
    const seen = [await shows(stage.listed, path), await shows(stage.unlisted, path)]
    await stage.setOrigins(stage.listed)
    expect(seen).toEqual([false, true])
  })

  test('works in a desktop with cross-origin isolation', async () => {
    const path = stage.put('/isolated', `<iframe src="${stage.target.origin}${pagesOfSite()[0]}"></iframe>`, {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    })
    expect(await shows(stage.listed, path)).toBe(true)
  })

  test('fires an error event in the embedding page when the service does not allow it', {
    timeout: 40_000,
  }, async () => {
    const { link } = await stage.sendCard()
    const { page } = await stage.newPage()
    const body = `<secure-form link="${link}"></secure-form><script>listen(document.querySelector('secure-form'))</script>`
    await page.goto(`${stage.unlisted}${stage.put('/silent', embedding(stage.target.origin, body))}`)
    await expect
      .poll(() => page.evaluate('heard'), { timeout: 20_000 })
      .toEqual([{ event: 'error', code: 'unreachable' }])
    await page.context().close()
  })
})

describe('abuse 20: fetching', () => {
  test('a link a hundred times with GET and HEAD uses up nothing', async () => {
    const { link } = await stage.sendCard()
    const { pathname } = new URL(link)
    for (let times = 0; times < 50; times++) {
      for (const method of ['GET', 'HEAD']) expect((await sendRequest(stage.target, method, pathname)).status).toBe(200)
    }
    const { page } = await stage.newPage()
    await page.goto(link)
    await page.getByLabel('Name on the card').waitFor()
    await page.context().close()
  })
})

describe('abuse 29: other origins', () => {
  const attempts = async (origin: string) => {
    const { page } = await stage.newPage()
    await page.goto(`${origin}${stage.put('/asks', '')}`)
    const service = stage.target.origin
    const ask_ = (request: string) =>
      page.evaluate<string>(`${request}.then((r) => 'answered ' + r.type, (e) => e.name)`)
    const json = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }`
    const results = await Promise.all([
      ask_(`fetch('${service}/v1/openapi.json')`),
      ask_(`fetch('${service}/v1/visitor/open', ${json})`),
      ask_(`fetch('${service}/dev/token', ${json})`),
      ask_(`fetch('${service}/form/${stage.scene.siteId}')`),
      ask_(`fetch('${service}/v1/openapi.json', { mode: 'no-cors' })`),
      ask_(`fetch('${service}/embed.js')`),
    ])
    await page.context().close()
    return results
  }

  test('reach no step and read no document, listed or not, and may read only the embedding scripts', async () => {
    const refused = ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'answered opaque', 'answered cors']
    expect(await attempts(stage.listed)).toEqual(refused)
    expect(await attempts(stage.unlisted)).toEqual(refused)
  })

  test('cannot post a form to the service', async () => {
    const { page } = await stage.newPage()
    const form = `<form method="post" action="${stage.target.origin}/v1/visitor/open" enctype="text/plain">
      <input name='{"openKey":"' value='"}'></form><script>document.forms[0].submit()</script>`
    const answered = page.waitForResponse(/\/v1\/visitor\/open/)
    await page.goto(`${stage.listed}${stage.put('/posts', form)}`, { waitUntil: 'commit' }).catch(() => {})
    expect((await answered).status()).toBe(415)
    await page.context().close()
  })

  test('cannot keep a reference to a page that they open in a window', async () => {
    const { page } = await stage.newPage()
    await page.goto(`${stage.listed}${stage.put('/opens', '')}`)
    const opened = page.waitForEvent('popup')
    await page.evaluate(`window.kept = open('${stage.target.origin}/form/${stage.scene.siteId}'); 0`)
    await (await opened).waitForLoadState()
    expect(await page.evaluate('kept.closed')).toBe(true)
    await page.context().close()
  })
})
