/**
 * Prepares a deployed stage for the proofs. Creates its site and its people, signs the people in, and creates the
 * clients for its account.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { AgentId } from '../../contracts/identifiers.ts'
import { callerWith, createRecordingClient } from '../smoke/recording-client.ts'
import { smoke } from '../smoke/run.ts'
import { createServiceDriver, type ServiceDriver } from '../smoke/service-driver.ts'
import type { SignIns } from '../smoke/sign-ins.ts'
import { backendCredentials } from '../stage/backend-client.ts'
import { outputReader } from '../stage/read-outputs.ts'
import { backendScopes } from '../token/backend-scopes.ts'
import { clientCredentialsToken } from '../token/request-token.ts'
import { writeToken } from '../token/write-token.ts'
import { awsAccount } from './account.ts'
import { newPassword, poolPeople } from './pool-people.ts'
import type { Callers, ProofContext } from './proof.ts'
import type { OpenedStage, ProvePorts } from './prove.ts'
import type { ProveSettings } from './settings.ts'
import { signedCall } from './signed-call.ts'
import { silentPerson } from './silent-person.ts'

const administratorName = 'prove-administrator'
const [agentName, otherAgentName] = ['prove-agent', 'prove-other-agent'] as const

/** The time in milliseconds after which the callers get new tokens. Access tokens are valid for 15 minutes. */
const callersMs = 8 * 60_000
const patienceMs = 15 * 60_000

export interface StageOpening extends Pick<ProvePorts, 'npmRun' | 'now'> {
  readonly settings: ProveSettings
  readonly pause: (milliseconds: number) => Promise<unknown>
  readonly deployAgain: ProofContext['deployAgain']
}

export const openStage = async ({ settings, npmRun, now, pause, deployAgain }: StageOpening): Promise<OpenedStage> => {
  const { stage, siteId } = settings
  const { region } = stage
  const clients = {
    cloudFormation: new CloudFormationClient({ region }),
    cognito: new CognitoIdentityProviderClient({ region }),
    secrets: new SecretsManagerClient({ region }),
  }
  const close = () => {
    for (const client of Object.values(clients)) client.destroy()
  }
  try {
    const read = outputReader(clients.cloudFormation, stage)
    const [origin, userPoolId, clientId] = [
      await read('Address'),
      await read('UserPoolId'),
      await read('AgentsClientId'),
    ]
    const people = poolPeople({ client: clients.cognito, userPoolId, clientId, siteId, now, pause })
    await createSite(npmRun, settings)
    await people.create(administratorName, 'administrator')
    for (const name of [agentName, otherAgentName]) await people.create(name, 'agent')

    const credentials = await backendCredentials({ client: clients.cognito, userPoolId, stage, siteId })
    const backend = { ...credentials, tokenUrl: await read('TokenEndpoint'), scopes: backendScopes(siteId) }
    const tokenOf = async (name: string) => (await people.signIn(name)).accessToken
    const signIns = async (): Promise<SignIns> => ({
      backend: await clientCredentialsToken(backend),
      agent: await tokenOf(agentName),
      otherAgent: await tokenOf(otherAgentName),
      agentId: AgentId.parse(agentName),
    })
    const drivers: ServiceDriver[] = []
    const call = signedCall({
      ...{ region, fetch: globalThis.fetch, endpoint: process.env.AWS_ENDPOINT_URL },
      credentials: clients.cloudFormation.config.credentials,
    })
    return {
      context: {
        ...{ stage, origin, people, deployAgain, now, pause, patienceMs, fetch: globalThis.fetch },
        account: awsAccount({ stage, ...clients, call }),
        callers: renewed(now, async () => {
          const wire = createRecordingClient({ origin })
          const driver = createServiceDriver({ wire, signIns: await signIns() })
          drivers.push(driver)
          return { driver, administrator: callerWith(wire, await tokenOf(administratorName)) }
        }),
      },
      smoke: async () => smoke({ origin, signIns: await signIns(), report: () => {} }),
      async close() {
        for (const driver of drivers) await driver.leave()
        if (settings.existing) {
          for (const name of [administratorName, agentName, otherAgentName, silentPerson]) await people.remove(name)
        }
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

/** Creates the callers, and creates them again when their tokens are about to expire. */
const renewed = (now: () => number, make: () => Promise<Callers>): (() => Promise<Callers>) => {
  let current: { readonly callers: Callers; readonly since: number } | undefined
  return async () => {
    if (current === undefined || now() - current.since > callersMs) current = { callers: await make(), since: now() }
    return current.callers
  }
}

/** Creates the site with the documented command. The administrator's temporary password is replaced immediately. */
const createSite = async (npmRun: ProvePorts['npmRun'], { stage, siteId }: ProveSettings): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-prove-'))
  try {
    const file = join(folder, 'password')
    writeToken(file, newPassword())
    const administrator = ['--administrator', administratorName, '--email', `${administratorName}@example.com`]
    const code = await npmRun('site:create', stage.stage, siteId, ...administrator, '--temporary-password-file', file)
    if (code !== 0) throw new Error('The site could not be created.')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
