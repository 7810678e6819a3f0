/** `npm run audit:verify`: checks whether an audit log is intact. */
import { settingsOf, usage } from '../tools/audit/verify-settings.ts'
import { printJson, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf,
  async run(settings) {
    const [{ verify }, { reportOf }] = await Promise.all([
      import('../tools/audit/verify.ts'),
      import('../tools/audit/report.ts'),
    ])
    const verdict = await verify(settings)
    if (settings.json) printJson(verdict)
    else console.log(reportOf(verdict))
    if (verdict.isInconclusive) return 2
    return verdict.isIntact ? 0 : 1
  },
  describeFailure: () => 'The log could not be read.',
  failureCode: 2,
})
