/** Reads the options and arguments of a command. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageFailure } from './usage-failure.ts'

/**
 * Converts an error from `parseArgs` into a `UsageFailure` with only the first sentence of its message. `parseArgs`
 * appends advice that does not apply to these commands.
 */
const refusalOf = (failure: unknown): UsageFailure => {
  const [sentence = ''] = failure instanceof Error ? failure.message.split(/\.(?:\s|$)/, 1) : []
  return new UsageFailure(`${sentence}; --help lists the options.`)
}

/**
 * Parses the options and the arguments of a command line. Does not parse `--help`, because `runCommand` handles it.
 * @param options as for `parseArgs` in `node:util`
 * @param mostArguments the maximum number of arguments that are not options
 * @throws {UsageFailure} for an unknown option, an option with a missing or superfluous value, or too many arguments
 */
export const parseCommandLine = <const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  mostArguments = 0,
) => {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    } catch (failure) {
      throw refusalOf(failure)
    }
  })()
  const superfluous = positionals[mostArguments]
  if (superfluous === undefined) return { values, positionals }
  throw new UsageFailure(`Unexpected argument '${superfluous}'; --help shows the usage.`)
}

/**
 * Checks the command line of a command that has no options and no arguments. @throws {UsageFailure} if there is an
 * option or an argument
 */
export const expectNoArguments = (args: readonly string[]): void => {
  parseCommandLine(args, {})
}
