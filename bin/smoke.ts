/** `npm run smoke`: one secure form and its abuse, against a deployment. Exit code 0, 1 when something is not as expected, 2 for bad usage. */
import { smoke } from '../tools/smoke/run.ts'
import { settingsOf, usage } from '../tools/smoke/settings.ts'
import { signInsOf } from '../tools/smoke/sign-ins.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const main = async (): Promise<number> => {
  const settings = settingsOf(process.argv.slice(2), process.env)
  if (settings === 'help') {
    console.log(usage)
    return 0
  }
  const signIns = await signInsOf(settings)
  console.log(`Sealform at ${settings.origin}\n`)
  return (await smoke({ origin: settings.origin, signIns, print: (line) => console.log(line) })) ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (failure) => {
    console.error(failure instanceof UsageFailure ? failure.message : 'The smoke run itself failed.')
    process.exitCode = 2
  },
)
