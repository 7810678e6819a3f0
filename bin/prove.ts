/** `npm run prove`: deploys a demo, verifies each sentence of docs/proven.md about AWS, and removes the demo. */
import { settingsOf, usage } from '../tools/prove/settings.ts'
import { runCommand } from '../tools/run-command.ts'
import { failureOf } from '../tools/stage/stage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  needs: () => 'deployment',
  run: async (settings) => (await import('../tools/prove/run-prove.ts')).runProve(settings),
  describeFailure: (failure) => failureOf(failure).message,
  failureCode: 1,
})
