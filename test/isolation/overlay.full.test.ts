// full: takes minutes in a browser
/** Why no click is refused for what lies over a form (decision 42). Each site has a process of its own, as in a desktop browser. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { sitePerProcess } from '../kit/browser/chromium.ts'
import { openEmbeddedForm } from '../kit/browser/embedding.ts'
import { stageTest } from '../kit/fixtures.ts'
import { pressAt } from './press-at.ts'

const test = stageTest({ browserArguments: [sitePerProcess] })

/** Whether the browser reports that nothing covers a button: Intersection Observer, version 2. */
const isReportedVisible = (button: Locator) =>
  button.evaluate(
    (button) =>
      new Promise<boolean>((resolve) => {
        // The types lack version 2.
        const watch: object = { trackVisibility: true, delay: 100 }
        const seen = (entries: readonly object[]) =>
          resolve(entries.some((entry) => Reflect.get(entry, 'isVisible') === true))
        new IntersectionObserver(seen, watch).observe(button)
      }),
  )

test('the form accepts clicks on a button that the browser reports as covered, because the browser also reports this on ordinary chat pages', async ({
  stage,
}) => {
  const pages = {
    'alone on a page': (form: string) => form,
    'in a transcript that scrolls between a header and the message input': (form: string) =>
      `<div style="height: 60px; background: silver"></div><div style="height: 400px; overflow: auto">${form}</div><div style="position: relative; height: 90px; background: silver"></div>`,
    'under an empty message layer that lets clicks through': (form: string) =>
      `${form}<div style="position: fixed; inset: 16px; pointer-events: none"></div>`,
    'in a card with a filter shadow': (form: string) => `<div style="filter: drop-shadow(0 1px 2px)">${form}</div>`,
  }
  const reportedVisible: string[] = []
  for (const [name, around] of Object.entries(pages)) {
    const { page, frame } = await openEmbeddedForm(stage, await stage.newBrandSite(), around)
    const button = frame.getByRole('button', { name: 'Show: Security code' })
    await button.scrollIntoViewIfNeeded()
    await page.waitForTimeout(300)
    if (await isReportedVisible(button)) reportedVisible.push(name)
    await pressAt(page, button)
    await frame.getByRole('button', { name: 'Hide: Security code' }).waitFor()
  }
  expect(reportedVisible).toEqual(['alone on a page'])
})
