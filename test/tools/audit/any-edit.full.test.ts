// full: hundreds of random edits of each kind take a minute
import { expect, test } from 'vitest'
import { edits, expectDetected, expectIntactExports } from './random-edits.ts'

const minutes = 60_000

test.each(Object.entries(edits))(
  '%s is detected in each of 200 random exports',
  { timeout: 2 * minutes },
  async (_, edit) => {
    expect(await expectDetected(edit, 200)).toBeGreaterThan(40)
  },
)

test('200 unmodified exports are intact', { timeout: 2 * minutes }, () => expectIntactExports(200))
