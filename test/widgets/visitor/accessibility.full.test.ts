// full: takes minutes in a browser
/**
 * Every state of the visitor's page in Chromium, in light, dark and forced colours and in both directions: no axe finding, nothing
 * outside the window, cut off or too small to press.
 */
import { describe, expect } from 'vitest'
import { axeFindings } from '../../kit/browser/axe.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { layoutFindings } from './layout.ts'
import { pageStates } from './page-states.ts'

const appearances = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }, []],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }, []],
  // The reader chooses the colours there, but axe reads `-webkit-text-fill-color`, which keeps the page's.
  ['forced colours', { colorScheme: 'dark', forcedColors: 'active' }, ['color-contrast']],
] as const

/** One language of each family: short words, long words, right to left, and no spaces between words. */
describe.each([
  ['en', 'ltr', appearances],
  ['ar', 'rtl', appearances],
  ['de', 'ltr', appearances.slice(0, 1)],
  ['ja', 'ltr', appearances.slice(0, 1)],
] as const)('in %s, %s', (locale, direction, looks) => {
  test('no state of the visitor’s page has an axe violation or a layout fault', async ({ stage, send }) => {
    const findings: string[] = []
    for await (const { name, page } of pageStates(stage, send, locale)) {
      expect(await page.locator('html').getAttribute('dir')).toBe(direction)
      for (const [appearance, media, leftOut] of looks) {
        await page.emulateMedia(media)
        for (const finding of await axeFindings(page, leftOut)) findings.push(`${name}, ${appearance}: ${finding}`)
      }
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
      for (const finding of await layoutFindings(page)) findings.push(`${name}: ${finding}`)
    }
    expect(findings).toEqual([])
  }, 180_000)
})
