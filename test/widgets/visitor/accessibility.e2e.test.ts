/**
 * Every state of the visitor's page in a real Chromium: nothing for axe to find in light, dark and forced colours and in both
 * directions; nothing that sticks out, is cut off or is too small to press; and a tree for assistive technology that reads as
 * the files in accessibility-tree say.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from '../../axe.ts'
import { layoutFindings } from './layout.ts'
import { pageStates } from './page-states.ts'
import { startVisitorEnvironment, type VisitorEnvironment } from './visitor-environment.ts'

let stage: VisitorEnvironment
beforeAll(async () => {
  stage = await startVisitorEnvironment()
})
afterAll(() => stage?.close())

const appearances = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }, []],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }, []],
  // There the colours are the reader's own; axe goes by `-webkit-text-fill-color`, which keeps the page's.
  ['forced colours', { colorScheme: 'dark', forcedColors: 'active' }, ['color-contrast']],
] as const

/** Each has a number of its own each time. */
const unchanging = (tree: string): string => tree.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<reference>')

/** One of each family: short words and long ones, from right to left, and without spaces between words. */
describe.each([
  ['en', 'ltr', appearances],
  ['ar', 'rtl', appearances],
  ['de', 'ltr', appearances.slice(0, 1)],
  ['ja', 'ltr', appearances.slice(0, 1)],
] as const)('in %s, %s,', (locale, direction, looks) => {
  test('every state is without a finding, and reads as it should', async () => {
    const findings: string[] = []
    const names: string[] = []
    for await (const { name, page } of pageStates(stage, locale)) {
      names.push(name)
      expect(await page.locator('html').getAttribute('dir')).toBe(direction)
      for (const [appearance, media, leftOut] of looks) {
        await page.emulateMedia(media)
        for (const finding of await axeFindings(page, leftOut)) findings.push(`${name}, ${appearance}: ${finding}`)
      }
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
      for (const finding of await layoutFindings(page)) findings.push(`${name}: ${finding}`)
      if (process.env.SCREENSHOTS)
        await page.screenshot({
          path: `${process.env.SCREENSHOTS}/${locale} ${name.replace('?', '')}.png`,
          fullPage: true,
        })
      if (locale !== 'en') continue
      const tree = unchanging(await page.locator('body').ariaSnapshot())
      await expect(`${tree}\n`).toMatchFileSnapshot(
        `accessibility-tree/${name.replace('?', '').replaceAll(' ', '-')}.txt`,
      )
    }
    expect(findings).toEqual([])
    expect(names).toHaveLength(20)
  }, 180_000)
})
