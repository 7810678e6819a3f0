import { expect, test } from 'vitest'
import { readDocs } from '../../bench/pages-of-docs.ts'
import { readRun, recordedFile } from '../../bench/run-record.ts'
import { limitsOf } from '../../bench/scale/limits.ts'
import { scaleTable, simulate } from '../../bench/scale/simulate.ts'
import { recordedUsage } from '../../tools/cost/recorded-usage.ts'

const { load } = readRun(recordedFile)
const limits = load === undefined ? [] : limitsOf(load, recordedUsage())

test('docs/scale.md has the table that is computed from the recorded form and the limits', () => {
  expect(readDocs('scale.md'), 'run npm run bench -- --write').toContain(scaleTable(simulate(limits)))
})

test('the limits are in the order in which a rising rate reaches them, and each has a source', () => {
  const capacities = simulate(limits).map(({ formsPerSecond }) => formsPerSecond)
  expect(capacities.length).toBeGreaterThan(10)
  expect(capacities).toEqual(capacities.toSorted((one, other) => one - other))
  for (const { source } of limits) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/./)
})
