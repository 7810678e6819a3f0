import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shadesOf } from '../../../widgets/shared/accent.ts'
import { contrast, hexOf, rgbOf, white } from '../../../widgets/shared/contrast.ts'

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

  test('has enough contrast for any colour: as text on either background, behind text, and as text on its own tint', () => {
    fc.assert(
      fc.property(hex, (accent) => {
        for (const { surface, accent: shown, on, soft } of shadesOf(accent)) {
          expect(contrast(shown, surface)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(on, shown)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(shown, soft)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is unchanged if its contrast is sufficient', () => {
    const [light] = shadesOf('#0b57d0')
    expect(hexOf(light?.accent ?? white)).toBe('#0b57d0')
  })

  test('is changed no more than necessary', () => {
    const [light] = shadesOf('#ffcc00')
    expect(contrast(light?.accent ?? white, white)).toBeLessThan(6)
  })
})
