/** Runs one measure, and sends its readings, or why it failed, to the process that started this one. */
import { measures } from '../measures.ts'

const [id, scale] = process.argv.slice(2)
const measured = measures.find((measure) => measure.id === id)?.run(scale === 'full' ? 'full' : 'quick')
const [outcome] = await Promise.allSettled([measured])
const message =
  outcome.status === 'fulfilled'
    ? { readings: outcome.value }
    : { failure: outcome.reason instanceof Error ? outcome.reason.message : 'unknown error' }
process.send?.(message, () => process.exit())
