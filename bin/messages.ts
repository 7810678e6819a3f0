/** `npm run messages`: exports the messages of a page for a translator, and imports them. */
import { settingsOf, usage } from '../tools/messages/settings.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf,
  needs: () => 'development',
  async run(settings) {
    const { runMessages } = await import('../tools/messages/run-messages.ts')
    return runMessages(settings, (line) => console.log(line))
  },
  describeFailure: messageOr('The messages could not be exported or imported.'),
  failureCode: 1,
})
