/** The demo stage in an emulated account, with everything that its clients need. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiStage } from '../../lib/edge/api-stage.ts'
import { assemblyOf } from '../../tools/cdk/cdk-arguments.ts'
import type { CommandResult } from '../full/terminal.ts'
import { startServer } from '../kit/process.ts'
import { type DeployedStage, deployedStage } from './deployed-stage.ts'
import { type Deployment, demo, startDeployment, succeeded } from './deployment.ts'
import { startDistributionProxy } from './distribution-proxy.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { type SignIn, signInOf } from './sign-in.ts'
import { createSites } from './sites.ts'
import { startTokenServer } from './token-server.ts'

export interface DemoService {
  readonly emulator: Emulator
  readonly deployment: Deployment
  /** Deploys production beside the demo, in its own Region. */
  readonly startProduction: () => Promise<Deployment>
  /** What the documented deployment printed. */
  readonly deployed: CommandResult
  /** The settings that differ from the demo stage of the example. */
  readonly changes: object
  /** The synthesised templates. */
  readonly templatesFolder: string
  /** For files of the tests. */
  readonly folder: string
  readonly stage: DeployedStage
  readonly signIn: SignIn
  readonly origin: string
  /** The API's own address, past CloudFront. */
  readonly directOrigin: string
  /** The environment variables with which the end-to-end tests find it. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** A site of the example, and more sites than the end-to-end tests use. */
const unusedSites = Array.from({ length: 20 }, (_, place) => `test-${place + 1}`)
export const ownSite = 'acme'

/** The holding of a stage without ElastiCache. It has no password, because settings of functions hold no secret. */
const startHolding = (program: string, folder: string) =>
  startServer({
    name: 'Redis',
    command: program,
    args: (port) => [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
      // A process title would overwrite the environment, which identifies leftover processes.
      ...['--daemonize', 'no', '--set-proc-title', 'no'],
    ],
  })

export interface Programs {
  /** Path of a Redis or Valkey server. */
  readonly holding: string
  /** Path of the Python with ministack. */
  readonly python: string
}

export async function startDemoService(programs: Programs): Promise<DemoService> {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-deployed-'))
  const closers: (() => void | Promise<void>)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each()
  }
  try {
    const holding = await startHolding(programs.holding, folder)
    closers.push(holding.stop)
    const emulator = await startEmulator({
      python: programs.python,
      folder,
      account: demo.account,
      region: demo.region,
    })
    closers.push(emulator.stop)
    const deployment = await startDeployment({ stage: 'demo', emulator, folder: join(folder, 'demo') })
    const changes = {
      sites: [ownSite, ...unusedSites],
      holding: { kind: 'server', host: '127.0.0.1', port: holding.port, tls: 'off' },
    }
    deployment.change(changes)
    const deployed = await succeeded(deployment.npmRun(['deploy', '--', 'demo'], 'y'))
    const stage = await deployedStage(emulator)
    await createSites(emulator, stage, unusedSites)
    const signIn = signInOf(emulator, stage)
    closers.push(signIn.close)
    const { apiId, originHeaders } = stage
    const proxy = await startDistributionProxy({ emulator, apiId, apiStage, originHeaders })
    closers.push(proxy.close)
    const direct = await startDistributionProxy({ emulator, apiId, apiStage, originHeaders: {} })
    closers.push(direct.close)
    const tokenServer = await startTokenServer({ signIn, unusedSites })
    closers.push(tokenServer.close)
    const { origin } = proxy
    const env = {
      SEALFORM_URL: origin,
      SEALFORM_TOKEN_SERVER: tokenServer.address,
      SEALFORM_TOKENS_COMMAND: join(import.meta.dirname, 'token-client.ts'),
    }
    const startProduction = () => startDeployment({ stage: 'production', emulator, folder: join(folder, 'production') })
    return {
      ...{ emulator, deployment, deployed, startProduction, changes, templatesFolder: assemblyOf('demo'), folder },
      ...{ stage, signIn, origin, directOrigin: direct.origin, env, close },
    }
  } catch (failure) {
    await close()
    throw failure
  }
}
