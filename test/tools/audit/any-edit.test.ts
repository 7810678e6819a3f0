/** The verifier detects any edit of an export that the checkpoints cover. any-edit.full.test.ts makes more random edits. */
import { expect, test } from 'vitest'
import { edits, expectDetected, expectIntactExports } from './random-edits.ts'

test.each(Object.entries(edits))('%s is detected', async (_, edit) => {
  expect(await expectDetected(edit, 8)).toBeGreaterThan(0)
})

test('an unmodified export is intact', () => expectIntactExports(8))
