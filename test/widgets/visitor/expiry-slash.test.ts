import { expect, test } from 'vitest'
import { addExpirySlash } from '../../../widgets/visitor/fields/expiry-slash.ts'

test.each([
  ['0329', '03/29'],
  ['1230', '12/30'],
  ['122029', '12/2029'],
  ['03/29', '03/29'],
  ['3/29', '3/29'],
  ['329', '329'],
  ['129', '129'],
  ['1329', '1329'],
  ['2029-03', '2029-03'],
])('an expiry date that is typed as %s is shown as %s', (typed, shown) => {
  expect(Array.from(typed).reduce((text, key) => addExpirySlash(text + key), '')).toBe(shown)
})
