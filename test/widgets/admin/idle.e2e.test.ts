/** The administration page when nothing is done for a while, in Chromium under a clock of the test. */
import { expect } from 'vitest'
import { openAdministration } from '../../kit/browser/administration.ts'
import { axeFindings } from '../../kit/browser/axe.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { administratorTest as test } from '../../kit/fixtures.ts'

/** The test advances the browser's clock. The service's stands still, and says that 15 minutes are left. */
const enterWithClock = async (stage: Stage, section: string) => {
  const { page, administrator } = await openAdministration(stage)
  const stays: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/session/stay')) stays.push(request.method())
  })
  await page.clock.install()
  await administrator.page.reload()
  await administrator.signIn(await stage.service.newSiteId())
  await administrator.waitForSection('site')
  await administrator.openSection(section)
  await expect.poll(() => stays.length).toBeGreaterThan(0)
  const warning = administrator.page.find({ text: 'You have done nothing for a while' })
  return { page, administrator, stays, warning }
}

test('an idle administrator is warned two minutes before, stays by one press, and is otherwise signed out at the issuer', async ({
  stage,
}) => {
  const { page, administrator, stays, warning } = await enterWithClock(stage, 'people')
  await page.clock.fastForward('12:50')
  expect(await warning.count()).toBe(0)
  await page.clock.fastForward('00:20')
  await warning.waitUntil('visible')
  expect(await page.getByRole('alert').textContent()).toContain('You will be signed out in 2 minutes.')
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

test('an administrator who types without saving is not idle', async ({ stage }) => {
  const { page, administrator, stays, warning } = await enterWithClock(stage, 'templates')
  await administrator.fill('Id of the new template', 'pick-up')
  for (let minute = 1; minute <= 16; minute++) {
    await page.clock.fastForward('01:05')
    const before = stays.length
    await administrator.field('Id of the new template').type('x')
    await administrator.field('Id of the new template').type('y')
    await expect.poll(() => stays.length).toBe(before + 1)
  }
  expect(await warning.count()).toBe(0)
  expect(await administrator.heading('Templates').count()).toBe(1)
})
