/** The tests of the pages that run in each browser. */
import { test as base, expect } from 'vitest'
import { virtualClock } from '../../local/memory/clock.ts'
import { startBrand } from '../kit/browser/brand.ts'
import type { TestBrowser } from '../kit/browser/browser-window.ts'
import { payByCard } from './card-journey.ts'
import { payInNarrowChat } from './right-to-left.ts'

export const testPagesIn = (launch: () => Promise<TestBrowser>): void => {
  const test = base
    .extend('launch', { scope: 'file' }, () => launch)
    .extend('stage', { scope: 'file' }, async ({ launch: start }, { onCleanup }) => {
      const brand = await startBrand(virtualClock(Date.now()))
      const browser = await start()
      // The browser first, because the service waits until its connections are closed.
      onCleanup(async () => {
        await browser.close()
        await brand.close()
      })
      console.log(browser.name)
      return { ...brand, browser }
    })

  test('a visitor pays by keyboard alone and corrects an error, the agent reads the sealed code, and axe finds nothing', async ({
    stage,
  }) => {
    const { findings, screens, controls } = await payByCard(stage)
    expect(findings).toEqual([])
    expect(screens).toHaveLength(6)
    await expect(`${JSON.stringify(controls, null, 2)}\n`).toMatchFileSnapshot('controls.json')
  })

  test('in Arabic, in a frame 320 pixels wide, a form resumes after a reload and never needs sideways scrolling', async ({
    stage,
  }) => {
    expect(await payInNarrowChat(stage)).toEqual({ direction: 'rtl', width: 320, findings: [], answersAsTyped: true })
  })

  test('a fetch with a hash accepts a script with this hash only, on which imports on demand depend', async ({
    stage,
  }) => {
    const window = await stage.browser.openWindow()
    await window.page.open(`${stage.service.origin}/form/acme`)
    const outcomes = await window.page.evaluate<readonly string[]>(`(async () => {
      const { src, integrity } = document.querySelector('script[integrity][type="module"]')
      const outcome = (hash) => fetch(src, { integrity: hash }).then(() => 'accepted', () => 'refused')
      return [await outcome(integrity), await outcome(integrity.replace(/-..../, '-AAAA'))]
    })()`)
    expect(outcomes).toEqual(['accepted', 'refused'])
  })
}
