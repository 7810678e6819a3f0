/** What the proofs of `npm run prove` observe in the emulated account. */
import { setTimeout } from 'node:timers/promises'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { AgentId } from '../../contracts/identifiers.ts'
import { apiStage } from '../../lib/edge/api-stage.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { type Account, awsAccount } from '../../tools/prove/account.ts'
import type { ProofContext } from '../../tools/prove/proof.ts'
import { signedCall } from '../../tools/prove/signed-call.ts'
import { callerWith, createRecordingClient } from '../../tools/smoke/recording-client.ts'
import { createServiceDriver } from '../../tools/smoke/service-driver.ts'
import { clientConfig, cloudFormationOf, cognitoOf, type EmulatedAccount } from './clients.ts'
import type { DemoService } from './demo-service.ts'
import { demo } from './deployment.ts'
import { rootCredentials } from './signed-call.ts'

export const emulatedAccountOf = (emulator: EmulatedAccount, stage = stageSettings('demo', { demo })): Account =>
  awsAccount({
    stage,
    cloudFormation: cloudFormationOf(emulator),
    cognito: cognitoOf(emulator),
    secrets: new SecretsManagerClient(clientConfig(emulator)),
    call: signedCall({
      ...{ region: stage.region, endpoint: emulator.endpoint, fetch: globalThis.fetch },
      credentials: async () => rootCredentials(emulator),
    }),
  })

/** The stage is deployed and removed by other tests, and its people sign in at the page of the emulator. */
export const proofContextOf = (service: DemoService, siteId: string): ProofContext => {
  const { emulator, origin, directOrigin, signIn, changes } = service
  const stage = stageSettings('demo', { demo: { ...demo, ...changes } })
  const token = (subject: string, profile: string) => signIn.token({ siteId, subject, profile })
  return {
    ...{ stage, origin, account: emulatedAccountOf(emulator, stage) },
    ...{ now: Date.now, pause: (milliseconds) => setTimeout(milliseconds), patienceMs: 1_000 },
    // The addresses of AWS may exist, and would answer for another account.
    fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input)
      if (url.origin === origin) return fetch(input, init)
      const isApi = url.hostname === `${service.stage.apiId}.execute-api.${stage.region}.amazonaws.com`
      if (!isApi) return Promise.reject(new TypeError('not an address of the emulated account'))
      return fetch(new URL(url.pathname.replace(`/${apiStage}`, ''), directOrigin), init)
    },
    async callers() {
      const wire = createRecordingClient({ origin })
      const signIns = {
        backend: await token('', 'chat-backend'),
        agent: await token('prove-agent', 'agent'),
        otherAgent: await token('prove-other-agent', 'agent'),
        agentId: AgentId.parse('prove-agent'),
      }
      const administrator = await token('prove-administrator', 'administrator')
      return { driver: createServiceDriver({ wire, signIns }), administrator: callerWith(wire, administrator) }
    },
  }
}
