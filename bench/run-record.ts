/** The JSON file of a run, which `--compare` reads. `bench/recorded.json` is the run that docs/performance.md shows. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import type { Row, Scale } from './measure.ts'
import { FormLoad } from './scale/form-load.ts'

export const RunRecord = z.object({
  date: z.string(),
  scale: z.enum(['quick', 'full']),
  machine: z.string(),
  /** What one form uses, from which docs/scale.md is computed. */
  load: z.optional(FormLoad),
  results: z.record(z.string(), z.object({ value: z.number(), note: z.optional(z.string()) })),
})
export type RunRecord = z.infer<typeof RunRecord>

export const recordedFile = resolve(import.meta.dirname, 'recorded.json')

export const readRun = (file: string): RunRecord => RunRecord.parse(JSON.parse(readFileSync(file, 'utf8')))

const describeMachine = (): string => {
  const processors = cpus()
  return `${processors.length} × ${processors[0]?.model.trim()}, ${process.platform} ${process.arch}, Node ${process.version}`
}

export const recordOf = (rows: readonly Row[], scale: Scale, date: Date): RunRecord => ({
  date: date.toISOString(),
  scale,
  machine: describeMachine(),
  results: Object.fromEntries(rows.flatMap(({ id, reading }) => (reading === undefined ? [] : [[id, reading]]))),
})

/** Returns the earlier run with the results of the later run in place of its own. */
export const mergeRecords = (earlier: RunRecord, later: RunRecord): RunRecord => ({
  ...earlier,
  results: { ...earlier.results, ...later.results },
})
