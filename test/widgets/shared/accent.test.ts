import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shadesOf } from '../../../widgets/shared/accent.ts'
import { contrast, hexOf, rgbOf } from '../../../widgets/shared/contrast.ts'

describe('contrast', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // https://www.w3.org/TR/WCAG20-TECHS/G18.html and the well-known greys at the two limits.
    ['#767676', '#ffffff', 4.54],
    ['#949494', '#ffffff', 3.03],
    ['#0b57d0', '#ffffff', 6.39],
  ])('of %s on %s is %d', (one, other, ratio) => {
    expect(contrast(rgbOf(one), rgbOf(other))).toBeCloseTo(ratio, 1)
    expect(contrast(rgbOf(other), rgbOf(one))).toBe(contrast(rgbOf(one), rgbOf(other)))
  })
})

describe('the accent of a template', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

  test.each([
    // accent, then for light and dark: text on buttons, tone of links and lines
    ['#ffd400', ['#000000', '#8a7200'], ['#000000', '#ffd400']],
    ['#ffffff', ['#000000', '#757575'], ['#000000', '#ffffff']],
    ['#7cfc00', ['#000000', '#408300'], ['#000000', '#7cfc00']],
    ['#ff6600', ['#000000', '#bd4b00'], ['#000000', '#ff6600']],
    ['#e60000', ['#ffffff', '#db0000'], ['#ffffff', '#ee5252']],
    ['#0b57d0', ['#ffffff', '#0b57d0'], ['#ffffff', '#578bdf']],
    ['#5b3df5', ['#ffffff', '#5b3df5'], ['#ffffff', '#8e79f8']],
    ['#7f7f7f', ['#000000', '#707070'], ['#000000', '#919191']],
    ['#000000', ['#ffffff', '#000000'], ['#ffffff', '#858585']],
  ])('%s is the colour of buttons on every background, with readable text and tones', (accent, ...expected) => {
    const shown = shadesOf(accent)
    expect(shown.map(({ shades }) => hexOf(shades['accent-fill']))).toEqual([accent, accent])
    expect(shown.map(({ shades }) => [hexOf(shades['on-accent']), hexOf(shades.accent)])).toEqual(expected)
  })

  test('has enough contrast for any colour: behind text, as text, on its own tint, and as a border', () => {
    fc.assert(
      fc.property(hex, (accent) => {
        for (const { background, shades } of shadesOf(accent)) {
          for (const ground of [shades['accent-fill'], shades['accent-fill-hover']])
            expect(contrast(shades['on-accent'], ground)).toBeGreaterThanOrEqual(4.5)
          for (const ground of [background.surface, shades['accent-soft']])
            expect(contrast(shades.accent, ground)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 500 },
    )
  })
})
