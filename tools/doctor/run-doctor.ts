/** Runs the doctor with this machine's credentials and network. */
import { printJson } from '../run-command.ts'
import { machineCredentials } from './aws/credentials.ts'
import { policy } from './aws/policy.ts'
import { readAws } from './aws/read-aws.ts'
import { doctor } from './doctor.ts'
import { exitCodeOf, reportLines } from './report.ts'
import type { DoctorCommand } from './settings.ts'

/**
 * Runs the checks and returns the exit code. @throws {Error} with one sentence if AWS accepts no credentials of this
 * machine
 */
export const runDoctor = async (command: DoctorCommand): Promise<number> => {
  if (command.kind === 'policy') {
    printJson(policy)
    return 0
  }
  const { stage: settings, json, profile } = command
  const { stage, account, region } = settings
  const connection = { region, credentials: machineCredentials(profile), endpoint: process.env.AWS_ENDPOINT_URL, fetch }
  const findings = await doctor({ settings, readAws: readAws(connection), now: () => new Date() })
  if (json) printJson({ stage, account, region, findings })
  else
    for (const line of [`The stage ${stage} in account ${account}, ${region}`, '', ...reportLines(findings)])
      console.log(line)
  return exitCodeOf(findings)
}
