/** The browser checks each script's hash: a script that was replaced in transit does not run. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IsolationEnvironment, startIsolationEnvironment } from './isolation-environment.ts'

let stage: IsolationEnvironment
beforeAll(async () => {
  stage = await startIsolationEnvironment()
})
afterAll(() => stage?.close())

/** Prepends code to each script with a matching path. */
const tamper = async (page: Page, paths: RegExp): Promise<string[]> => {
  const tampered: string[] = []
  await page.route(paths, async (route) => {
    const response = await route.fetch()
    tampered.push(new URL(route.request().url()).pathname)
    await route.fulfill({ response, body: `globalThis.stolen = true\n${await response.text()}` })
  })
  return tampered
}
const hasRunTamperedScript = (page: Page) => page.evaluate('globalThis.stolen === true')

test('a script of a page does not run if it was replaced', async () => {
  const { page } = await stage.newPage()
  const tampered = await tamper(page, /\/assets\/visitor\.\w+\.js$/)
  await page.goto((await stage.sendCard()).link)
  await page.waitForTimeout(500)
  expect(tampered).toHaveLength(1)
  expect(await hasRunTamperedScript(page)).toBe(false)
  expect(await page.getByRole('textbox').count()).toBe(0)
  await page.context().close()
})

test('a replaced lazy import does not run either, and the page works without it', async () => {
  const { page } = await stage.newPage()
  const tampered = await tamper(page, /\/assets\/visitor-[\w-]+\.\w+\.js$/)
  await page.addInitScript(`Object.defineProperty(navigator, 'languages', { get: () => ['de'] })`)
  const reply = await stage.scene.send({ templateId: 'bank-account', locale: 'de' })
  const { link } = Object.fromEntries(Object.entries(reply.body ?? {}))
  await page.goto(String(link))
  await page.locator('h1').waitFor()
  expect(tampered.length).toBeGreaterThan(0)
  expect(await hasRunTamperedScript(page)).toBe(false)
  await page.context().close()
})

test('an injected inline script does not run', async () => {
  const { page } = await stage.newPage()
  await page.route(/\/form\//, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('</head>', '<script>globalThis.stolen = true</script></head>')
    await route.fulfill({ response, body })
  })
  await page.goto((await stage.sendCard()).link)
  await page.getByLabel('Name on the card').waitFor()
  expect(await hasRunTamperedScript(page)).toBe(false)
  expect(stage.policies.takeViolations()).toEqual([expect.stringContaining('Executing inline script violates')])
  await page.context().close()
})

test('trusted types block markup and code from strings', async () => {
  const { page } = await stage.newPage()
  await page.goto((await stage.sendCard()).link)
  await page.getByLabel('Name on the card').waitFor()
  const outcomes = await page.evaluate<string[]>(`[
    () => { document.body.innerHTML = '<img src=x>' },
    () => { document.createElement('script').text = '1' },
    () => { document.createElement('iframe').srcdoc = '<p>' },
    () => { trustedTypes.createPolicy('mine', { createHTML: (text) => text }) },
  ].map((attempt) => { try { attempt(); return 'done' } catch (error) { return error.name } })`)
  expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
  expect(stage.policies.takeViolations()).toEqual([
    expect.stringContaining("requires 'TrustedHTML'"),
    expect.stringContaining("requires 'TrustedScript'"),
    expect.stringContaining("requires 'TrustedHTML'"),
    expect.stringContaining("Creating a TrustedTypePolicy named 'mine' violates"),
  ])
  await page.context().close()
})
