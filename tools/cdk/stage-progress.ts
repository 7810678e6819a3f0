/** Reads what `cdk deploy` and `cdk destroy` print, and turns it into one line for each stack. */
import { stripVTControlCharacters } from 'node:util'

export interface ProgressOptions {
  /** Returns whether a finished stack was created, updated or removed. */
  readonly outcomeOf: (stack: string) => string
  readonly print: (line: string) => void
  /** The current time in milliseconds. */
  readonly now: () => number
}

const started = /^(?:\S+ \()?([A-Za-z0-9-]+)\)?: (?:deploying|destroying)\.\.\. \[\d+\/(\d+)\]$/
const done = /^ ?✅ {2}(?:\S+ \()?([A-Za-z0-9-]+)\)?(?:: destroyed)?( \(no changes\))?$/
/**
 * Matches a line about one resource. The line contains the stack, the count, the time in the machine's own format, and
 * the status, separated by bars.
 */
const event = /^\S+ \| +\S+ \| [^|]+ \| (\S+) +\|/
/**
 * Lines that are not shown, because someone waiting for the command to finish does not need them. The log file contains
 * them.
 */
const known = [
  /^$/,
  /^\S+ \([A-Za-z0-9-]+\)$/,
  /^\S+: (?:start|success|fail): (?:Building|Built|Publishing|Published) /,
  /^(?:start|success): (?:Building|Built|Publishing|Published) /,
  /: creating CloudFormation changeset\.\.\.$/,
  /^✨ {2}/,
  /^Outputs:$/,
  /^\S+\.\S+ = /,
  /^Stack ARN:$/,
  /^arn:\S+:cloudformation:\S+$/,
]

export interface StageProgress {
  readonly takeLine: (line: string) => void
  /** If the CDK failed, prints the lines that were held back. Returns the number of stacks that are finished. */
  readonly end: (hasFailed: boolean) => number
}

export const stageProgress = ({ outcomeOf, print, now }: ProgressOptions): StageProgress => {
  const startTimes = new Map<string, number>()
  let total = '?'
  let finished = 0
  let isFailing = false
  /**
   * The lines that the CDK prints before the first stack. They repeat the warnings that were printed with the
   * difference, or state why the CDK cannot start.
   */
  const heldBack: string[] = []
  const takeLine = (line: string): void => {
    const plain = stripVTControlCharacters(line).trimEnd()
    const start = started.exec(plain)
    if (start !== null) {
      const [, stack = '', count = ''] = start
      total = count
      startTimes.set(stack, now())
      print(`        ${stack} …`)
      return
    }
    const end = done.exec(plain)
    if (end !== null) {
      const [, stack = '', nothing] = end
      finished += 1
      const took = duration(now() - (startTimes.get(stack) ?? now()))
      print(`[${finished}/${total}] ${stack} ${nothing === undefined ? outcomeOf(stack) : 'unchanged'} (${took})`)
      return
    }
    const status = event.exec(plain)?.[1]
    if (status !== undefined) {
      if (/FAILED|ROLLBACK/.test(status)) print(plain)
      return
    }
    isFailing ||= plain.includes('❌')
    if (startTimes.size === 0) heldBack.push(plain)
    else if (isFailing || !known.some((each) => each.test(plain))) print(plain)
  }
  return {
    takeLine,
    end(hasFailed) {
      if (hasFailed && startTimes.size === 0) for (const line of heldBack) print(line)
      return finished
    },
  }
}

/** Formats a duration, such as `41 s` or `3 min 5 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
