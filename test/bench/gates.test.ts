/** The counts and sizes of `npm run bench` stay within their gates. test/bundles.test.ts checks P6. */
import { expect, test } from 'vitest'
import { gateOf } from '../../bench/gate.ts'
import type { Measure, Readings, Target } from '../../bench/measure.ts'
import { isWithin, rowsOf } from '../../bench/measure.ts'
import { awsCalls, billedUnits, callsOf, unitsOf } from '../../bench/measures/aws-calls.ts'
import { pages, weighPages } from '../../bench/measures/pages.ts'
import { serviceTime, timesOf } from '../../bench/measures/service-time.ts'
import { readRun, recordedFile } from '../../bench/run-record.ts'
import { recordedUsage } from '../../tools/cost/recorded-usage.ts'

const { results } = readRun(recordedFile)

/** One sentence for each row that exceeds its gate. */
const exceeded = (measure: Measure, readings: Readings): readonly string[] =>
  rowsOf(measure, readings).flatMap((row) => {
    const gate = gateOf(row, results[row.id]?.value)
    if (row.reading === undefined || gate === undefined || isWithin(row.reading.value, gate, row)) return []
    return [`${row.id} ${row.name}: ${row.reading.value}, the gate is ${gate}`]
  })

// test/tools/cost/count-form.test.ts checks that the recorded usage equals that of a form that is counted now.
test('the AWS calls of a form stay within their gate', () => {
  expect(exceeded(awsCalls, callsOf(recordedUsage()))).toEqual([])
})

test('the modelled service time of a form stays within its gates', () => {
  const times = timesOf(recordedUsage())
  expect(exceeded(serviceTime, times)).toEqual([])
  expect(Object.keys(times)).toEqual(Object.keys(serviceTime.targets))
})

test('the write units, KMS calls and log bytes of a form stay within their gates', () => {
  expect(exceeded(billedUnits, unitsOf(recordedUsage()))).toEqual([])
})

test('the pages stay within their gates in their largest language', async () => {
  const weights = await weighPages()
  expect(exceeded(pages, weights)).toEqual([])
  expect(weights.question?.value).toBeGreaterThan(10)
})

const ratio: Target = { name: 'a ratio', unit: '×', kind: 'ratio', must: 1.4, aim: 1.2, november: 2.4 }
const count: Target = { name: 'a count', unit: '', kind: 'count', must: 30, aim: 26 }

test('a count that has reached its limit must stay there, and one that has not must not rise', () => {
  expect([gateOf(count, 28), gateOf(count, 33), gateOf(count, undefined)]).toEqual([30, 33, 30])
})

test('a ratio must cover seven tenths of its distance, or stay near the recorded result', () => {
  expect(gateOf(ratio, 1.5)).toBeCloseTo(1.875)
  expect(gateOf(ratio, 1.2)).toBeCloseTo(1.7)
  expect(gateOf({ ...ratio, must: 0.05, november: 0.01, higherIsBetter: true }, 0.02)).toBeCloseTo(0.016)
})

test('a time has no gate', () => {
  expect(gateOf({ ...ratio, kind: 'time' }, 1)).toBeUndefined()
})
