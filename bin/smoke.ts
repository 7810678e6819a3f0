/** `npm run smoke`: sends one secure form and tries to abuse it, against a deployment or a local run. */
import { printJson, runCommand } from '../tools/run-command.ts'
import { settingsOf, usage } from '../tools/smoke/settings.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args, process.env),
  async run({ json, ...settings }) {
    const [{ smoke }, { checkLine, smokeSummary }, { signInsOf }] = await Promise.all([
      import('../tools/smoke/run.ts'),
      import('../tools/smoke/report.ts'),
      import('../tools/smoke/sign-ins.ts'),
    ])
    const { origin } = settings
    const signIns = await signInsOf(settings)
    if (!json) console.log(`Sealform at ${origin}\n`)
    const result = await smoke({
      origin,
      signIns,
      report: (check) => {
        if (!json) console.log(checkLine(check))
      },
    })
    if (json) printJson({ origin, ...result })
    else console.log(`\n${smokeSummary(result)}`)
    return result.passed ? 0 : 1
  },
  describeFailure: () => 'The smoke run itself failed.',
  failureCode: 2,
})
