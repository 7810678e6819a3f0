/** Runs the measures one after the other, and stores the results. */
import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
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

const Reading = z.object({ value: z.number(), note: z.optional(z.string()) })
const Outcome = z.union([
  z.object({ readings: z.record(z.string(), z.optional(Reading)) }),
  z.object({ failure: z.string() }),
])

/** Runs the measure in a process of its own, where no code has been compiled for another measure and no memory is used by one. */
const runAlone = async ({ id }: Measure, scale: Scale): Promise<Readings> => {
  const program = join(import.meta.dirname, 'processes/run-measure.ts')
  // Standard output is for the results.
  const child = fork(program, [id, scale], { stdio: ['ignore', 2, 2, 'ipc'] })
  const outcome = Outcome.parse(
    await new Promise((resolve) => {
      child.once('message', resolve)
      child.once('disconnect', () => resolve({ failure: 'its process ended' }))
    }),
  )
  if ('failure' in outcome) throw new Error(outcome.failure)
  return outcome.readings
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
      return each.inOwnProcess ? await runAlone(each, scale) : await each.run(scale)
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
