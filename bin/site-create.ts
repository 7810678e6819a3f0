/**
 * `npm run site:create`: creates a site in a deployed stage, with the shipped templates and its first administrator.
 */
import { runCommand } from '../tools/run-command.ts'
import { settingsOf, usage } from '../tools/site/settings.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  needs: () => 'deployment',
  async run(settings) {
    const { createSite } = await import('../tools/site/create-site.ts')
    await createSite({ settings, print: (line) => console.log(line) })
    return 0
  },
  describeFailure: (failure) => failureOf(failure).message,
  failureCode: 1,
})
