import { expect } from 'vitest'
import { openAdministration } from '../../kit/browser/administration.ts'
import type { Stage } from '../../kit/browser/stage.ts'

/** An administrator in a browser whose clock the test advances. The service's stands still, and says that 15 minutes are left. */
export const enterWithClock = async (stage: Stage, section: string) => {
  const { page, administrator } = await openAdministration(stage)
  const stays: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/session/stay')) stays.push(request.method())
  })
  await page.clock.install()
  await administrator.page.reload()
  await administrator.signIn(await stage.service.newSiteId())
  await administrator.waitForSection('templates')
  await administrator.openSection(section)
  await expect.poll(() => stays.length).toBeGreaterThan(0)
  const warning = administrator.page.find({ text: 'You’ll be signed out in' })
  return { page, administrator, stays, warning }
}
