/** `npm run doctor -- <stage>`: checks, without changing anything, whether a stage's AWS account is ready for it. */
import { settingsOf, usage } from '../tools/doctor/settings.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  needs: () => 'deployment',
  run: async (command) => (await import('../tools/doctor/run-doctor.ts')).runDoctor(command),
  describeFailure: messageOr('AWS could not be asked.'),
  failureCode: 2,
})
