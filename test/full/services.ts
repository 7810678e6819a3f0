/** Starts everything that the full tests need, and sets the environment variables to find it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulatorPython, startMinistack, startMoto } from '../emulated-aws/aws-emulators.ts'
import type { Server } from '../kit/process.ts'
import { startDynoxide } from './dynoxide.ts'
import { startRedis, startRedisCluster, startTlsRedis } from './redis.ts'
import { redisProgram } from './redis-program.ts'
import { findTools } from './tools.ts'
import type { Unavailable } from './unavailable.ts'

export interface Services {
  readonly env: Readonly<Record<string, string>>
  /** What could neither be found nor installed. */
  readonly unavailable: readonly Unavailable[]
  stop(): Promise<void>
}

interface Endpoint {
  readonly name: string
  readonly endpoint: string
}

/**
 * Starts them one at a time, because only their installation is slow. Never throws for an unavailable service. Only
 * `nightly` starts dynoxide, which is built for minutes.
 */
export async function startServices({ nightly }: { readonly nightly: boolean }): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-services-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const running: Server[] = []
  const unavailable: Unavailable[] = []
  const attempt = async <Started extends Server>(name: string, start: () => Promise<Started>) => {
    try {
      const service = await start()
      running.push(service)
      console.log(`${name}: port ${service.port}`)
      return service
    } catch (error) {
      unavailable.push({ name, why: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }
  const moto = await attempt('moto', startMoto)
  const ministack = await attempt('ministack', startMinistack)
  const dynoxide = nightly ? await attempt('dynoxide', startDynoxide) : undefined
  const program = memoized(() => redisProgram(folder))
  const place = () => ({ program: program(), folder })
  const redis = await attempt('Redis or Valkey', async () => await startRedis(place()))
  const tlsRedis = await attempt('Redis or Valkey with TLS', async () => await startTlsRedis(place()))
  const cluster = await attempt('Redis or Valkey as a cluster', async () => await startRedisCluster(place()))
  const tools = findTools()
  unavailable.push(...tools.unavailable)

  const ownEndpoint = process.env.DYNAMODB_ENDPOINT
  const dynamodb = [
    ...endpointOf('moto', moto),
    ...endpointOf('ministack', ministack),
    ...endpointOf('dynoxide', dynoxide),
    ...(ownEndpoint ? [{ name: 'DYNAMODB_ENDPOINT', endpoint: ownEndpoint }] : []),
  ]
  return {
    env: {
      ...endpointsVariable('DYNAMODB_ENDPOINTS', dynamodb),
      // Not ministack: its KMS masks by XOR and accepts a changed ciphertext, which the real one rejects.
      ...endpointsVariable('KMS_ENDPOINTS', endpointOf('moto', moto)),
      ...(moto && { KMS_ENDPOINT: `http://127.0.0.1:${moto.port}` }),
      ...(ministack && { EMULATOR_PYTHON: emulatorPython() }),
      ...(redis && { HOLDING_URL: redis.url, HOLDING_SERVER: program() }),
      ...(cluster && { HOLDING_CLUSTER_URL: cluster.url }),
      ...(tlsRedis && { HOLDING_TLS_URL: tlsRedis.url, HOLDING_CA: tlsRedis.authority }),
      ...tools.env,
    },
    unavailable,
    async stop() {
      await Promise.all(running.map((service) => service.stop()))
    },
  }
}

const endpointOf = (name: string, service: Server | undefined): Endpoint[] =>
  service === undefined ? [] : [{ name, endpoint: `http://127.0.0.1:${service.port}` }]

const endpointsVariable = (variable: string, list: readonly Endpoint[]): Record<string, string> =>
  list.length === 0 ? {} : { [variable]: JSON.stringify(list) }

/** Later callers get the result of the first call: the path, or the error. */
function memoized(find: () => string): () => string {
  let found: (() => string) | undefined
  return () => {
    if (found === undefined) {
      try {
        const program = find()
        found = () => program
      } catch (error) {
        found = () => {
          throw error
        }
      }
    }
    return found()
  }
}
