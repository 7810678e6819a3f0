/** Reports which questions are answered to the agent and to the embedding chat. The reports contain no answers. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { TypedAnswers, ValidatedAnswers } from './validate-answers.ts'

export type Progress = Readonly<Record<QuestionId, 'empty' | 'valid' | 'invalid'>>

export const progressOf = (typed: TypedAnswers, { answers, toSeal }: ValidatedAnswers): Progress =>
  Object.fromEntries(
    [...typed].map(([id, answer]) => {
      if (answer.trim() === '') return [id, 'empty']
      return [id, answers.has(id) || toSeal.has(id) ? 'valid' : 'invalid']
    }),
  )

const debounceMilliseconds = 1_000
/** The minimum time between two reports. */
const intervalMilliseconds = 5_000

export interface ProgressPorts {
  readonly read: () => Progress
  readonly report: (progress: Progress) => void
  /** The current time in milliseconds. */
  readonly now: () => number
}

/**
 * Returns a function that the caller must call when an answer changes. The function reports after a pause in typing, at most every
 * five seconds, and only if the progress has changed.
 */
export const createProgressReporter = ({ read, report, now }: ProgressPorts, signal: AbortSignal): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastReported = ''
  let lastReportedAt = Number.NEGATIVE_INFINITY
  signal.addEventListener('abort', () => clearTimeout(timer))
  return () => {
    if (signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        const progress = read()
        const serialised = JSON.stringify(progress)
        if (serialised === lastReported) return
        lastReported = serialised
        lastReportedAt = now()
        report(progress)
      },
      Math.max(debounceMilliseconds, lastReportedAt + intervalMilliseconds - now()),
    )
  }
}
