// full: measures CPU time for minutes, and synthesises both stages
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../../bench/bundles.ts'
import { gateOf } from '../../bench/gate.ts'
import { isWithin, rowId } from '../../bench/measure.ts'
import { measures } from '../../bench/measures.ts'
import { RunRecord, readRun, recordedFile } from '../../bench/run-record.ts'

const recorded = readRun(recordedFile).results
const minutes = 60_000

/** Runs the measure in its own process, because vitest transforms modules, which makes them slower. */
const resultsOf = async (id: string): Promise<RunRecord['results']> => {
  const args = [join(root, 'bench/bench.ts'), '--json', '--only', id]
  return RunRecord.parse(JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)).results
}

/** Other programs on the machine change the ratios, so only `npm run test:nightly` checks them. It sets this variable. */
const ids = process.env.BENCH_RATIOS === 'on' ? ['P3', 'P4', 'P5', 'P7', 'P8', 'P10'] : ['P10']

test.each(ids)('the results of measure %s stay within their gates', { timeout: 5 * minutes }, async (id) => {
  const results = await resultsOf(id)
  const targets = measures.filter((measure) => measure.id === id).flatMap(({ targets }) => Object.entries(targets))
  const exceeded = targets.flatMap(([name, target]) => {
    const row = rowId({ id }, name)
    const [gate, value] = [gateOf(target, recorded[row]?.value), results[row]?.value]
    if (gate === undefined || value === undefined) return [`${row} has no gate or no result.`]
    return isWithin(value, gate, target) ? [] : [`${row} is ${value}, the gate is ${gate}.`]
  })
  expect(targets.length).toBeGreaterThan(0)
  expect(exceeded).toEqual([])
})
