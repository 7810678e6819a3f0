/** Writes what `npm run bench -- --write` generates. */
import { writeFileSync } from 'node:fs'
import { recordedUsage } from '../tools/cost/recorded-usage.ts'
import { type Readings, rowId, rowsOf } from './measure.ts'
import { measures } from './measures.ts'
import { readDocs, replaceGenerated, writeDocs } from './pages-of-docs.ts'
import { performancePicture } from './performance-picture.ts'
import { type RunRecord, recordedFile } from './run-record.ts'
import { countLoad } from './scale/form-load.ts'
import { limitsOf } from './scale/limits.ts'
import { scaleChart, scaleTable, simulate } from './scale/simulate.ts'
import { tableOf } from './table.ts'

/** Returns a row for every target of every measure, with its recorded result if there is one. */
const rowsOfRecord = ({ results }: RunRecord) =>
  measures.flatMap((measure) => {
    const readings: Readings = Object.fromEntries(
      Object.keys(measure.targets).map((target) => [target, results[rowId(measure, target)]]),
    )
    return rowsOf(measure, readings)
  })

export const writePages = async (record: RunRecord): Promise<void> => {
  const rows = rowsOfRecord(record)
  const load = await countLoad()
  writeFileSync(recordedFile, `${JSON.stringify({ ...record, load }, null, 2)}\n`)
  const how = `Measured ${record.date.slice(0, 10)}, ${record.scale}, on ${record.machine}.`
  writeDocs('performance.md', replaceGenerated(readDocs('performance.md'), `${tableOf(rows)}\n\n${how}`))
  writeDocs('performance.svg', performancePicture(rows))
  const capacities = simulate(limitsOf(load, recordedUsage()))
  writeDocs('scale.md', replaceGenerated(readDocs('scale.md'), scaleTable(capacities)))
  writeDocs('scale.svg', scaleChart(capacities))
}
