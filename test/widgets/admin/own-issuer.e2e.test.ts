/** Signing in to the administration page with another OpenID provider, in Chromium: the certified `oidc-provider`. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalRun, startLocal } from '../../../local/run.ts'
import { launchChromium } from '../../kit/browser/chromium.ts'
import { watchCspViolations } from '../../kit/browser/csp-violations.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { type RunningProvider, startOidcProvider } from '../../kit/oidc-provider.ts'
import { administratorOn } from '../../kit/pages/administrator.ts'

let provider: RunningProvider
let run: LocalRun
let browser: Browser

beforeAll(async () => {
  const launched = await launchChromium()
  if (launched === undefined) throw new Error('these tests need Chromium')
  browser = launched
  provider = await startOidcProvider()
  const log = { write: () => {} }
  run = await startLocal({ port: 0, refusalFloor: 'off', rateLimits: 'off', log, otherIssuer: provider.forService })
})
afterAll(async () => {
  await browser.close()
  await run.close()
  await provider.close()
})

describe('the administration page of a stage with another issuer', () => {
  test('signs an administrator in and out with the endpoints of the issuer’s discovery document', async () => {
    const policies = watchCspViolations(browser)
    const page = await (await browser.newContext()).newPage()
    page.setDefaultTimeout(15_000)
    const administrator = administratorOn(playwrightPage(page))
    const served = await page.goto(`${run.origin}/admin`)
    expect(served?.headers()['content-security-policy']).toContain(`connect-src 'self' ${provider.issuer};`)

    await administrator.press('Sign in')
    await page.locator('input[name=login]').fill('root')
    await page.locator('input[name=password]').fill('any')
    await page.locator('button[type=submit]').click()
    // The consent page.
    await page.locator('button[type=submit]').click()
    await administrator.waitForSection('templates')
    expect(page.url()).toBe(`${run.origin}/admin`)
    policies.expectNoViolations()

    await administrator.signOut()
    await page.waitForURL(`${provider.issuer}/session/end?**`)
    const end = new URL(page.url()).searchParams
    expect(Object.fromEntries(end)).toEqual({
      client_id: 'administration',
      post_logout_redirect_uri: `${run.origin}/admin`,
    })
    await page.locator('button[name=logout]').click()
    await administrator.waitForText('You are signed out')
  })
})
