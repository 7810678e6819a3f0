/** Runs the measures one after the other, and stores the results. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFolder } from './bundles.ts'
import { type Measure, type Readings, type Row, rowsOf, type Scale } from './measure.ts'
import { measures } from './measures.ts'
import { type RunRecord, recordOf } from './run-record.ts'

export interface Run {
  readonly rows: readonly Row[]
  readonly record: RunRecord
  /** The JSON file with the results. */
  readonly file: string
  /** One sentence for each measure that failed. */
  readonly failures: readonly string[]
}

export const runMeasures = async ({
  ids,
  scale,
}: {
  /** The measures to run; all by default. */
  readonly ids?: readonly string[] | undefined
  readonly scale: Scale
}): Promise<Run> => {
  const rows: Row[] = []
  const failures: string[] = []
  const measure = async (each: Measure): Promise<Readings> => {
    try {
      return await each.run(scale)
    } catch (error) {
      failures.push(`${each.id} could not be measured: ${error instanceof Error ? error.message : 'unknown error'}`)
      return {}
    }
  }
  for (const each of measures.filter(({ id }) => ids?.includes(id) ?? true)) {
    process.stderr.write(`${each.id} … `)
    rows.push(...rowsOf(each, await measure(each)))
  }
  process.stderr.write('\n')
  const record = recordOf(rows, scale, new Date())
  mkdirSync(buildFolder, { recursive: true })
  const file = join(buildFolder, `${record.date.replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`)
  return { rows, record, file, failures }
}
