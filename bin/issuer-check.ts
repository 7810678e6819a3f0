/** `npm run issuer:check`: says what a stage would see in an access token, or which rule refuses it. */
import { settingsOf, usage } from '../tools/issuer/settings.ts'
import { runCommand } from '../tools/run-command.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  needs: () => 'deployment',
  run: async (settings) => (await import('../tools/issuer/run-check.ts')).runCheck(settings),
  describeFailure: (failure) => failureOf(failure).message,
  failureCode: 2,
})
