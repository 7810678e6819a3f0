/** `npm run audit:verify`: whether an audit log is whole. Exit code 0, 1 when it is not, 2 when it could not be checked. */
import { reportOf } from '../tools/audit/report.ts'
import { UsageFailure } from '../tools/audit/usage-failure.ts'
import { verify } from '../tools/audit/verify.ts'
import { settingsOf, usage } from '../tools/audit/verify-settings.ts'

const main = async (): Promise<number> => {
  const settings = settingsOf(process.argv.slice(2))
  if (settings === 'help') {
    console.log(usage)
    return 0
  }
  const verdict = await verify(settings)
  console.log(reportOf(verdict))
  if (verdict.isInconclusive) return 2
  return verdict.isIntact ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (failure) => {
    console.error(failure instanceof UsageFailure ? failure.message : 'The log could not be read.')
    process.exitCode = 2
  },
)
