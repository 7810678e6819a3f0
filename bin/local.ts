/** `npm start`: runs the whole product on this machine until Ctrl+C. */
import { messageOr, runCommand } from '../tools/run-command.ts'
import { settingsOf, usage } from '../tools/start/settings.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args, process.env),
  async run(settings) {
    const { runUntilStopped } = await import('../tools/start/start.ts')
    await runUntilStopped(settings)
    return 0
  },
  describeFailure: messageOr('Sealform could not start.'),
  failureCode: 1,
})
