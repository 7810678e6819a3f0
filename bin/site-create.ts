/**
 * `npm run site:create`: a site in a deployed stage, with the shipped templates and its first administrator. May be run again.
 * Exit code 0, 1 when something could not be made, 2 for bad usage.
 */
import { createSite } from '../tools/site/create-site.ts'
import { settingsOf, usage } from '../tools/site/settings.ts'
import { failureOf } from '../tools/site/site-failure.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const main = async (): Promise<void> => {
  const settings = settingsOf(process.argv.slice(2))
  if (settings === 'help') console.log(usage)
  else await createSite({ settings, print: (line) => console.log(line) })
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageFailure ? error.message : failureOf(error).message)
  process.exitCode = error instanceof UsageFailure ? 2 : 1
})
