/**
 * Implements what all commands in `package.json` have in common: `--help`, the exit codes, and one sentence for a
 * failure.
 */
import { ensurePackages, InstallFailure } from './packages/ensure-packages.ts'
import type { PackageGroup } from './packages/package-groups.ts'
import { UsageFailure } from './usage-failure.ts'

export interface Command<Settings> {
  /** The text that `--help` prints. It says how to call the command, and lists every option and every exit code. */
  readonly usage: string
  /**
   * Parses the command line without any side effects. @throws {UsageFailure} with one sentence if the command line is
   * not valid
   */
  readonly settingsOf: (args: readonly string[]) => Settings
  /**
   * Returns the packages that `run` loads beyond those of `npm start`. They are installed before `run` if they are
   * missing. `usage` and `settingsOf` must not load them.
   */
  readonly needs?: (settings: Settings) => PackageGroup | undefined
  /**
   * Does the work of the command and returns the exit code. `run` itself imports the slow modules, so that `--help`
   * responds immediately.
   */
  readonly run: (settings: Settings) => Promise<number>
  /**
   * Returns the message for a failure that is not a `UsageFailure`. The message must not contain a stack trace, because
   * a library's error may quote a secret in its stack trace.
   */
  readonly describeFailure: (failure: unknown) => string
  /** The exit code for a failure that is not a `UsageFailure`. */
  readonly failureCode: 1 | 2
}

const usageFailureCode = 2

/** Returns true if the arguments contain `--help`. Arguments after `--` are for another program. */
const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')
}

/** Runs a command and sets the exit code of this process. */
export const runCommand = async <Settings>(
  { usage, settingsOf, needs, run, describeFailure, failureCode }: Command<Settings>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  if (asksForHelp(args)) {
    console.log(usage)
    return
  }
  try {
    const settings = settingsOf(args)
    const group = needs?.(settings)
    if (group !== undefined) ensurePackages(group)
    process.exitCode = await run(settings)
  } catch (failure) {
    const isUsage = failure instanceof UsageFailure
    console.error(isUsage || failure instanceof InstallFailure ? failure.message : describeFailure(failure))
    process.exitCode = isUsage ? usageFailureCode : failureCode
  }
}

/**
 * Returns a `describeFailure` for errors with messages for people. `describeFailure` returns the error's message, or
 * the given sentence if there is no message.
 */
export const messageOr =
  (sentence: string) =>
  (failure: unknown): string =>
    failure instanceof Error && failure.message !== '' ? failure.message : sentence

/**
 * Prints a value for `--json`. Prints only ASCII, because the value may contain names that other people chose, and a
 * terminal interprets control characters.
 */
export const printJson = (value: unknown): void => {
  const json = JSON.stringify(value, undefined, 2)
  console.log(json.replaceAll(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}
