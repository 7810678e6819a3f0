import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../../axe.ts'
import { type AdminEnvironment, startAdminEnvironment } from './admin-environment.ts'

let desks: AdminEnvironment

beforeAll(async () => {
  desks = await startAdminEnvironment()
}, 60_000)

afterEach(async () => {
  await desks.leave()
})

afterAll(async () => {
  await desks.close()
})

/** An administrator whose browser's clock goes as the test says. The service's stands still, and says that 15 minutes are left. */
const enterWithClock = async (part: string) => {
  const { page } = await desks.opened()
  const stays: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/session/stay')) stays.push(request.method())
  })
  await page.clock.install()
  await page.goto(`${desks.target.origin}/admin`)
  await desks.signIn(page, await desks.target.newSiteId())
  await page.getByRole('heading', { name: 'Site settings' }).waitFor()
  await page.getByRole('link', { name: part }).press('Enter')
  await page.getByRole('heading', { level: 1, name: part }).waitFor()
  await expect.poll(() => stays.length).toBeGreaterThan(0)
  return { page, stays }
}

const warning = (page: Page) => page.getByText('You have done nothing for a while')

test('whoever does nothing is warned in time, stays by one press, and is sent out by way of the issuer when nobody presses', async () => {
  const { page, stays } = await enterWithClock('People')
  await page.clock.fastForward('12:50')
  expect(await warning(page).count()).toBe(0)
  await page.clock.fastForward('00:20')
  await warning(page).waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('You will be signed out in 2 minutes.')
  expect(await axeFindings(page)).toEqual([])
  const before = stays.length
  await page.getByRole('button', { name: 'Stay signed in' }).press('Enter')
  await expect.poll(() => warning(page).count()).toBe(0)
  expect([stays.length, await page.evaluate(() => document.activeElement?.id)]).toEqual([before + 1, 'content'])
  await page.clock.fastForward('13:10')
  await warning(page).waitFor()
  const [left] = await Promise.all([page.waitForRequest(/\/dev\/logout\?/), page.clock.fastForward('02:00')])
  expect(left.isNavigationRequest()).toBe(true)
  await page.getByText('You are signed out').waitFor()
  expect(await page.getByRole('heading', { name: 'People' }).count()).toBe(0)
})

test('whoever writes is still there, though they send nothing for longer than somebody may be idle', async () => {
  const { page, stays } = await enterWithClock('Templates')
  await page.getByLabel('Id of the new template').fill('pick-up')
  for (let minute = 1; minute <= 16; minute++) {
    await page.clock.fastForward('01:05')
    const before = stays.length
    await page.getByLabel('Id of the new template').pressSequentially('x')
    await page.getByLabel('Id of the new template').pressSequentially('y')
    await expect.poll(() => stays.length).toBe(before + 1)
  }
  expect(await warning(page).count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'Templates' }).count()).toBe(1)
})
