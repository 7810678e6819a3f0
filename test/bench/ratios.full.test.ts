// full: measures CPU time for a minute, and synthesises both stages
import { expect, test } from 'vitest'
import { gateOf } from '../../bench/gate.ts'
import { isWithin, rowsOf } from '../../bench/measure.ts'
import { dollarsOfForms } from '../../bench/measures/dollars.ts'
import { formsPerSecond } from '../../bench/measures/forms-per-second.ts'
import { handlerCpu } from '../../bench/measures/handler-cpu.ts'
import { importTime } from '../../bench/measures/import-time.ts'
import { sdkCpu } from '../../bench/measures/sdk-cpu.ts'
import { readRun, recordedFile } from '../../bench/run-record.ts'

const { results } = readRun(recordedFile)
const minutes = 60_000

test.each([sdkCpu, handlerCpu, importTime, formsPerSecond, dollarsOfForms])(
  'the results of measure $id stay within their gates',
  { timeout: 5 * minutes },
  async (measure) => {
    const rows = rowsOf(measure, await measure.run('quick'))
    for (const row of rows) {
      const gate = gateOf(row, results[row.id]?.value)
      if (gate === undefined || row.reading === undefined) throw new Error(`${row.id} has no gate or no result`)
      expect([row.id, row.reading, gate, isWithin(row.reading.value, gate, row)]).toEqual([
        row.id,
        row.reading,
        gate,
        true,
      ])
    }
  },
)
