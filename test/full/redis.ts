/**
 * Redis servers as the holding requires them: with a password, in memory only. Plaintext, with TLS, or as a cluster.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { freePort, type Server, startServer } from '../kit/process.ts'
import { makeCertificates } from './certificates.ts'

export interface Redis extends Server {
  readonly url: string
}

export interface TlsRedis extends Redis {
  /** Path of the PEM certificate of the server's authority. */
  readonly authority: string
}

export interface RedisOptions {
  /** Path of the server. */
  readonly program: string
  /** For its files. It stores no data there. */
  readonly folder: string
}

const newPassword = () => randomBytes(16).toString('hex')

const inMemoryOptions = (password: string, { folder }: RedisOptions) => [
  ...['--requirepass', password, '--bind', '127.0.0.1', '--dir', folder],
  ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
  // A process title would overwrite the environment, which identifies leftover processes.
  ...['--set-proc-title', 'no'],
]

export async function startRedis(place: RedisOptions): Promise<Redis> {
  const password = newPassword()
  const service = await startServer({
    name: 'Redis',
    command: place.program,
    args: (port) => ['--port', `${port}`, ...inMemoryOptions(password, place)],
  })
  return { ...service, url: `redis://default:${password}@127.0.0.1:${service.port}` }
}

export async function startTlsRedis(place: RedisOptions): Promise<TlsRedis> {
  const password = newPassword()
  const { authority, certificate, key } = makeCertificates(place.folder)
  const service = await startServer({
    name: 'Redis with TLS',
    command: place.program,
    args: (port) => [
      ...['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no'],
      ...['--tls-ca-cert-file', authority, '--tls-cert-file', certificate, '--tls-key-file', key],
      ...inMemoryOptions(password, place),
    ],
  })
  return { ...service, url: `rediss://default:${password}@127.0.0.1:${service.port}`, authority }
}

/** A cluster of one node, which has all slots. */
export async function startRedisCluster(place: RedisOptions): Promise<Redis> {
  const password = newPassword()
  const busPort = await freePort()
  const service = await startServer({
    name: 'Redis as a cluster',
    command: place.program,
    args: (port) => [
      ...['--port', `${port}`, '--cluster-enabled', 'yes', '--cluster-port', `${busPort}`],
      ...['--cluster-announce-ip', '127.0.0.1', '--cluster-config-file', join(place.folder, 'nodes.conf')],
      ...inMemoryOptions(password, place),
    ],
  })
  const url = `redis://default:${password}@127.0.0.1:${service.port}`
  const operator = await createClient({ url }).connect()
  await operator.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383'])
  while (!String(await operator.sendCommand(['CLUSTER', 'INFO'])).includes('cluster_state:ok')) await pause(100)
  operator.destroy()
  return { ...service, url }
}
