/** The real servers of the full run for the Valkey holding, and a proxy to them whose connections can be cut. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { createClient } from '@redis/client'
import type { ValkeySettings } from '../../../../lambdas/pci-zone/holding/valkey-client.ts'
import { freePort } from '../../../kit/process.ts'

/** `redis[s]://user:password@host:port` as settings. */
export function settingsOf(url: string, { cluster = false, ca = '' } = {}): ValkeySettings {
  const { protocol, hostname, port, username, password } = new URL(url)
  return {
    host: hostname,
    port: Number(port),
    cluster,
    tls: protocol === 'rediss:' ? (ca === '' ? 'on' : { ca: readFileSync(ca, 'utf8') }) : 'off',
    ...(password === '' ? {} : { credentials: { username, password } }),
  }
}

/** The server that the full run has started. */
export function holdingUrl(): string {
  const url = process.env.HOLDING_URL
  if (url === undefined || url === '') {
    throw new Error(
      'These tests need a Valkey or Redis server: set HOLDING_URL, as redis://default:password@127.0.0.1:6399.',
    )
  }
  return url
}

export interface TestServer {
  readonly settings: ValkeySettings
  /** At once and without closing connections, as in a power failure. */
  kill(): Promise<void>
  /** Starts an empty server at the same address. */
  restart(): Promise<void>
  /** Any command, as the operator of the server. */
  command(...words: readonly string[]): Promise<unknown>
}

/** A separate server that the test may kill: `HOLDING_SERVER`, or the first of valkey-server and redis-server. */
export async function startTestServer(): Promise<TestServer> {
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const settings = { host: '127.0.0.1', port, cluster: false, tls: 'off', credentials: { password } } as const
  let server = await startServer(port, password)

  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'exit')
  }

  return {
    settings,
    kill,
    restart: async () => {
      await kill()
      server = await startServer(port, password)
    },
    command: async (...words) => {
      const client = await createClient({ password, socket: { host: '127.0.0.1', port } }).connect()
      try {
        return await client.sendCommand([...words])
      } finally {
        client.destroy()
      }
    },
  }
}

async function startServer(port: number, password: string): Promise<ChildProcess> {
  const configuration = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const named = process.env.HOLDING_SERVER
  for (const program of named === undefined ? ['valkey-server', 'redis-server'] : [named]) {
    const server = spawn(program, [...configuration, '--requirepass', password], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const started = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.once('exit', () => resolve(false))
      server.stdout.on('data', (line) => String(line).includes('Ready to accept connections') && resolve(true))
    })
    if (started) return server
  }
  throw new Error('These tests need valkey-server or redis-server on the path, or its path in HOLDING_SERVER.')
}

export interface FreezableProxy {
  readonly settings: ValkeySettings
  /** The number of connections so far. */
  readonly connections: () => number
  /** Drops all further data in both directions without closing: an unreachable host. */
  freeze(): void
  /** As `freeze`, for the open connections only; new ones work. */
  freezeOpenConnections(): void
  close(): void
}

/** A proxy to a server whose connections can stop without a sign. */
export async function startFreezableProxy(settings: ValkeySettings): Promise<FreezableProxy> {
  const sockets = new Set<Socket>()
  const stuck = new WeakSet<Socket>()
  let frozen = false
  let connections = 0
  const server = createServer((near) => {
    connections += 1
    const far = connect(settings.port, settings.host)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    near.on('data', (bytes) => frozen || stuck.has(near) || far.write(bytes))
    far.on('data', (bytes) => frozen || stuck.has(near) || near.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    settings: { ...settings, port: portOf(server) },
    connections: () => connections,
    freeze: () => {
      frozen = true
    },
    freezeOpenConnections: () => {
      for (const socket of sockets) stuck.add(socket)
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
