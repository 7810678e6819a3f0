// full: takes minutes in a browser
import { expect } from 'vitest'
import { administratorTest as test } from '../../kit/fixtures.ts'
import { enterWithClock } from './idle-administrator.ts'

test('an administrator who types without saving is not idle', async ({ stage }) => {
  const { page, administrator, stays, warning } = await enterWithClock(stage, 'templates')
  await administrator.fill('Search forms', 'pick-up')
  for (let minute = 1; minute <= 16; minute++) {
    await page.clock.fastForward('01:05')
    const before = stays.length
    await administrator.field('Search forms').type('x')
    await administrator.field('Search forms').type('y')
    await expect.poll(() => stays.length).toBe(before + 1)
  }
  expect(await warning.count()).toBe(0)
  expect(await administrator.heading('Forms').count()).toBe(1)
})
