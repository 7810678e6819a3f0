/** The command line of `npm run embed:tags`. */
import { isWebOrigin } from '../../contracts/web-origin.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export const usage = `Usage: npm run embed:tags -- --url https://forms.example.com [options]

Prints the tags for a brand's pages, pinned to the scripts of this build. It fetches each script from the service first
and prints the tags only if the service has the same scripts.

  --url    the address of the service

  --json   print JSON instead of HTML; call it with npm run --silent, so that nothing else is printed
  --help   print this text

Exit codes: 0 the tags are printed, 1 the service has other scripts, 2 the tags could not be generated or the command
line is wrong.`

const options = { json: { type: 'boolean', default: false }, url: { type: 'string' } } as const

/**
 * Parses the command line.
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[]): { readonly json: boolean; readonly origin: string } => {
  const { json, url = '' } = parseCommandLine(args, options).values
  const origin = URL.parse(url)?.origin ?? ''
  if (isWebOrigin(origin)) return { json, origin }
  throw new UsageFailure('Specify the URL of the service: npm run embed:tags -- --url https://forms.example.com')
}
