/** Reads what `cdk deploy` and `cdk destroy` print, and turns it into one line for each stack. */
import { stripVTControlCharacters } from 'node:util'

export interface ProgressOptions {
  /** What becomes of a stack when it is done: created, updated, removed. */
  readonly outcomeOf: (stack: string) => string
  readonly print: (line: string) => void
  /** In milliseconds. */
  readonly now: () => number
}

const started = /^(?:\S+ \()?([A-Za-z0-9-]+)\)?: (?:deploying|destroying)\.\.\. \[\d+\/(\d+)\]$/
const done = /^ ?✅ {2}(?:\S+ \()?([A-Za-z0-9-]+)\)?(?:: destroyed)?( \(no changes\))?$/
/** Of one resource: stack, count, time in the machine's own format, and status, between bars. */
const event = /^\S+ \| +\S+ \| [^|]+ \| (\S+) +\|/
/** Lines that say nothing that a person who waits needs. They are in the log. */
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
  /** Prints what was held back if the CDK failed, and returns how many stacks are done. */
  readonly end: (hasFailed: boolean) => number
}

export const stageProgress = ({ outcomeOf, print, now }: ProgressOptions): StageProgress => {
  const startTimes = new Map<string, number>()
  let total = '?'
  let finished = 0
  let isFailing = false
  /** Before the first stack the CDK repeats its warnings, which were printed with the difference, or says why it cannot start. */
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

/** For example 41 s, or 3 min 5 s. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
