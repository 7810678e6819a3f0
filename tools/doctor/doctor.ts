/** Checks a stage's AWS account. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { ReadAws } from './aws/read-aws.ts'
import { allChecks } from './checks/all-checks.ts'
import { checkCredentials, credentialsName } from './checks/credentials.ts'
import { type DeployedStage, readDeployedStage } from './deployed-stage.ts'
import type { Finding } from './finding.ts'
import { runChecks } from './run-checks.ts'

interface DoctorPorts {
  readonly settings: StageSettings
  readonly readAws: ReadAws
  readonly now: () => Date
}

/**
 * Returns the findings of all checks, or only the one about the credentials if they belong to another account.
 * @throws {Error} with one sentence if there are no credentials that AWS accepts
 */
export const doctor = async ({ settings, readAws, now }: DoctorPorts): Promise<readonly Finding[]> => {
  const credentials = { check: credentialsName, ...(await checkCredentials(readAws, settings)) }
  if (credentials.state !== 'ok') return [credentials]
  let reading: Promise<DeployedStage> | undefined
  const deployed = () => {
    reading ??= readDeployedStage(readAws, settings)
    return reading
  }
  return [credentials, ...(await runChecks(allChecks, { settings, readAws, deployed, now }))]
}
