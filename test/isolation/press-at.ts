import type { Locator, Page } from 'playwright-core'

/** Clicks by position, regardless of the element there. */
export const pressAt = async (page: Page, target: Locator) => {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error('the button is not visible')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}
