/** The administration page when nothing is done for a while, in Chromium under a clock of the test. */
import { expect } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { enterWithClock } from './idle-administrator.ts'

test('an idle administrator is warned two minutes before the timeout, and is signed out at the issuer unless they click to stay', async ({
  stage,
}) => {
  const { page, administrator, stays, warning } = await enterWithClock(stage, 'people')
  await page.clock.fastForward('12:50')
  expect(await warning.count()).toBe(0)
  await page.clock.fastForward('00:20')
  await warning.waitUntil('visible')
  expect(await page.getByRole('alert').textContent()).toContain('You’ll be signed out in 2 minutes.')
  expect(await axeFindings(page)).toEqual([])
  const before = stays.length
  await administrator.press('Stay signed in')
  await expect.poll(() => warning.count()).toBe(0)
  expect([stays.length, await page.evaluate(() => document.activeElement?.id)]).toEqual([before + 1, 'content'])
  await page.clock.fastForward('13:10')
  await warning.waitUntil('visible')
  const [left] = await Promise.all([page.waitForRequest(/\/dev\/logout\?/), page.clock.fastForward('02:00')])
  expect(left.isNavigationRequest()).toBe(true)
  await administrator.waitForText('You are signed out')
  expect(await administrator.heading('People').count()).toBe(0)
})
