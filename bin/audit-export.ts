/** `npm run audit:export`: copies the audit log into a folder. */
import { settingsOf, usage } from '../tools/audit/export-settings.ts'
import { printJson, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf,
  needs: () => 'deployment',
  async run(settings) {
    const { exportLog, exportReport } = await import('../tools/audit/export.ts')
    const result = await exportLog(settings)
    if (settings.json)
      printJson({ folder: settings.to, site: settings.site, objects: result.objects, records: result.lines })
    else console.log(exportReport(result, settings))
    return 0
  },
  describeFailure: () => 'The log could not be copied.',
  failureCode: 2,
})
