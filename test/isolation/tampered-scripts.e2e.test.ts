/** The browser checks each script's hash: a script that was replaced in transit does not run. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { visitorTest as test } from '../kit/fixtures.ts'

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

test('a page’s script does not run if it was replaced', async ({ send, visit }) => {
  const { page, visitor, browserErrors } = await visit()
  const tampered = await tamper(page, /\/assets\/visitor\.\w+\.js$/)
  await visitor.open((await send()).link)
  await expect.poll(() => browserErrors.join()).toContain('integrity')
  expect(tampered).toHaveLength(1)
  expect(await hasRunTamperedScript(page)).toBe(false)
  expect(await page.getByRole('textbox').count()).toBe(0)
})

test('a dynamically imported script does not run if it was replaced, and the page works without the script', async ({
  send,
  visit,
}) => {
  const { page, visitor } = await visit()
  const tampered = await tamper(page, /\/assets\/visitor-[\w-]+\.\w+\.js$/)
  await page.addInitScript(`Object.defineProperty(navigator, 'languages', { get: () => ['de'] })`)
  await visitor.open((await send('bank-account', { locale: 'de' })).link)
  await page.locator('h1').waitFor()
  expect(tampered.length).toBeGreaterThan(0)
  expect(await hasRunTamperedScript(page)).toBe(false)
})

test('an injected inline script does not run', async ({ stage, send, visit }) => {
  const { page, visitor } = await visit()
  await page.route(/\/form\//, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('</head>', '<script>globalThis.stolen = true</script></head>')
    await route.fulfill({ response, body })
  })
  await visitor.open((await send()).link)
  await visitor.waitForQuestions()
  expect(await hasRunTamperedScript(page)).toBe(false)
  expect(stage.policies.takeViolations()).toEqual([expect.stringContaining('Executing inline script violates')])
})

test('Trusted Types block markup and code from strings', async ({ stage, send, visit }) => {
  const { page, visitor } = await visit()
  await visitor.open((await send()).link)
  await visitor.waitForQuestions()
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
})
