/** What all commands of `package.json` have in common: `--help`, exit codes, and one sentence for a failure. */
import { UsageFailure } from './usage-failure.ts'

export interface Command<Settings> {
  /** What `--help` prints: how to call it, every option, every exit code. */
  readonly usage: string
  /** Reads the command line and starts no work. @throws {UsageFailure} with one sentence */
  readonly settingsOf: (args: readonly string[]) => Settings
  /** Does the work and returns the exit code. It imports slow modules itself, so that `--help` responds at once. */
  readonly run: (settings: Settings) => Promise<number>
  /** The message for any other failure. Never a stack: an error of a library may quote a secret in it. */
  readonly describeFailure: (failure: unknown) => string
  /** The exit code of any other failure. */
  readonly failureCode: 1 | 2
}

const usageFailureCode = 2

/** Everything after `--` belongs to another program. */
const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')
}

/** Runs a command and sets the exit code of this process. */
export const runCommand = async <Settings>(
  { usage, settingsOf, run, describeFailure, failureCode }: Command<Settings>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  if (asksForHelp(args)) {
    console.log(usage)
    return
  }
  try {
    process.exitCode = await run(settingsOf(args))
  } catch (failure) {
    const isUsage = failure instanceof UsageFailure
    console.error(isUsage ? failure.message : describeFailure(failure))
    process.exitCode = isUsage ? usageFailureCode : failureCode
  }
}

/** For `describeFailure` of errors with messages for people: the message, or the given sentence if there is none. */
export const messageOr =
  (sentence: string) =>
  (failure: unknown): string =>
    failure instanceof Error && failure.message !== '' ? failure.message : sentence

/** Prints a value for `--json`, in ASCII only: its names may come from others, and a terminal interprets control characters. */
export const printJson = (value: unknown): void => {
  const json = JSON.stringify(value, undefined, 2)
  console.log(json.replaceAll(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}
