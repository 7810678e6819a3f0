/** How far the visitor is, for the agent and for the chat around the page: which questions are answered, never with what. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { Typed, ValidatedAnswers } from './validate-answers.ts'

export type Progress = Readonly<Record<QuestionId, 'empty' | 'valid' | 'invalid'>>

export const progressOf = (typed: Typed, { answers, toSeal }: ValidatedAnswers): Progress =>
  Object.fromEntries(
    [...typed].map(([id, answer]) => {
      if (answer.trim() === '') return [id, 'empty']
      return [id, answers.has(id) || toSeal.has(id) ? 'valid' : 'invalid']
    }),
  )

const debounceMilliseconds = 1_000

export interface ProgressPorts {
  readonly read: () => Progress
  readonly report: (progress: Progress) => void
}

/** Answers what to call at each change. Reports once the typing has paused, and only when something is different. */
export const createProgressReporter = ({ read, report }: ProgressPorts, signal: AbortSignal): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastReported = ''
  signal.addEventListener('abort', () => clearTimeout(timer))
  return () => {
    if (signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      const progress = read()
      const serialised = JSON.stringify(progress)
      if (serialised === lastReported) return
      lastReported = serialised
      report(progress)
    }, debounceMilliseconds)
  }
}
