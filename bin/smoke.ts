/** `npm run smoke`: sends one secure form and tries to abuse it, against a deployment or a local run. */
import { printJson, runCommand } from '../tools/run-command.ts'
import { settingsOf, usage } from '../tools/smoke/settings.ts'
import { StageFailure } from '../tools/stage/stage-failure.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args, process.env),
  needs: ({ target }) => ('stage' in target ? 'deployment' : undefined),
  async run({ json, target }) {
    const [{ smoke }, { checkLine, smokeSummary }, { signInsOf }] = await Promise.all([
      import('../tools/smoke/run.ts'),
      import('../tools/smoke/report.ts'),
      import('../tools/smoke/sign-ins.ts'),
    ])
    const located =
      'stage' in target ? await (await import('../tools/smoke/stage-target.ts')).targetOfStage(target) : target
    const { origin } = located
    const signIns = await signInsOf(located)
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
  describeFailure: (failure) => (failure instanceof StageFailure ? failure.message : 'The smoke run itself failed.'),
  failureCode: 2,
})
