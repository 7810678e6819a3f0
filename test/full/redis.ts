/** Redis servers as the holding wants them: with a password, in memory alone. One in the clear, one with TLS. */
import { randomBytes } from 'node:crypto'
import { makeCertificates } from './certificates.ts'
import type { RedisProgram } from './redis-program.ts'
import { type Service, startService } from './running.ts'

export interface Redis extends Service {
  readonly url: string
}

export interface TlsRedis extends Redis {
  /** Path of the certificate, in PEM, of the authority that vouches for the server. */
  readonly authority: string
}

const inMemory = (password: string, folder: string) => [
  ...['--requirepass', password, '--bind', '127.0.0.1', '--dir', folder],
  ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
]

export async function startRedis(program: RedisProgram, folder: string): Promise<Redis> {
  const password = randomBytes(16).toString('hex')
  const service = await startService({
    name: 'Redis',
    ...program,
    args: (port) => ['--port', `${port}`, ...inMemory(password, folder)],
  })
  return { ...service, url: `redis://default:${password}@127.0.0.1:${service.port}` }
}

export async function startTlsRedis(program: RedisProgram, folder: string): Promise<TlsRedis> {
  const password = randomBytes(16).toString('hex')
  const { authority, certificate, key } = makeCertificates(folder)
  const service = await startService({
    name: 'Redis with TLS',
    ...program,
    args: (port) => [
      ...['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no'],
      ...['--tls-ca-cert-file', authority, '--tls-cert-file', certificate, '--tls-key-file', key],
      ...inMemory(password, folder),
    ],
  })
  return { ...service, url: `rediss://default:${password}@127.0.0.1:${service.port}`, authority }
}
