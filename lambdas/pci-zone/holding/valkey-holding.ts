/**
 * The holding of a deployment: Valkey in the PCI zone's own subnets, without snapshots and without an append-only file.
 * Loads its client and connects at its first use. After an error, the next use opens a new connection.
 */
import type { Clock } from '../../core/clock.ts'
import { Fault } from '../../core/fault.ts'
import { readHeldValue, writeHeldValue } from './held-value.ts'
import type { Holding } from './holding.ts'
import type { ValkeyClient, ValkeySettings, valkeyClient } from './valkey-client.ts'

type ClientModule = { readonly valkeyClient: typeof valkeyClient }

export interface ValkeyHoldingPorts {
  readonly settings: ValkeySettings
  readonly clock: Clock
  /**
   * Loads the client. A bundle has it in a file of its own, because only forms with sealed answers need it. If it cannot
   * be loaded, the use fails like that of a holding that is down.
   */
  readonly loadClient?: () => Promise<ClientModule>
}

export interface ValkeyHolding extends Holding {
  /** Closes the connection. The next use opens a new one. */
  close(): void
}

const keyPrefix = 'sealform:holding:'

/** The time limit for connecting and the command together. With the preceding probe, the total limit is two seconds. */
const commandTimeoutMs = 1_500
const probeTimeoutMs = 500

/**
 * A connection that has been idle for this long may be dead without an error, because Lambda freezes a function between
 * invocations.
 */
const idleLimitMs = 10_000

interface ValkeyConnection {
  readonly client: Promise<ValkeyClient>
  readonly connected: Promise<ValkeyClient>
  usedAt: number
}

const loadFile = (): Promise<ClientModule> => import('./valkey-client.ts')

export function valkeyHolding({ settings, clock, loadClient = loadFile }: ValkeyHoldingPorts): ValkeyHolding {
  let current: ValkeyConnection | undefined

  const drop = (line: ValkeyConnection): void => {
    if (current === line) current = undefined
    line.client.then(
      (client) => client.destroy(),
      () => {},
    )
  }

  const connect = (): ValkeyConnection => {
    const client = loadClient().then((loaded) => loaded.valkeyClient(settings))
    const connected = client.then(async (each) => {
      await each.connect()
      return each
    })
    current = { client, connected, usedAt: clock.now() }
    return current
  }

  const liveLine = async (key: string): Promise<ValkeyConnection> => {
    const line = current
    if (line === undefined) return connect()
    if (clock.now() - line.usedAt < idleLimitMs) return line
    try {
      await withTimeout(
        probeTimeoutMs,
        line.connected.then((client) => client.exists(key)),
      )
      return line
    } catch {
      drop(line)
      return current ?? connect()
    }
  }

  const perform = async <Reply>(key: string, command: (client: ValkeyClient) => Promise<Reply>): Promise<Reply> => {
    const line = await liveLine(key)
    try {
      const reply = await withTimeout(commandTimeoutMs, line.connected.then(command))
      line.usedAt = clock.now()
      return reply
    } catch (error) {
      drop(line)
      throw new Fault('holding-failed', error)
    }
  }

  return {
    async put(submissionId, sealed, seconds) {
      const key = keyPrefix + submissionId
      const milliseconds = seconds * 1_000
      const value = writeHeldValue(sealed, clock.now() + milliseconds)
      const isNew = await perform(key, (client) => client.setNew(key, value, milliseconds))
      if (!isNew) throw new Fault('holding-failed')
    },

    async take(submissionId) {
      const key = keyPrefix + submissionId
      const text = await perform(key, (client) => client.getDelete(key))
      return text === null ? undefined : readHeldValue(text, clock.now())
    },

    async discard(submissionId) {
      const key = keyPrefix + submissionId
      await perform(key, (client) => client.delete(key))
    },

    close() {
      if (current !== undefined) drop(current)
    },
  }
}

/** Returns the value of the promise. Rejects if the time runs out first; a later result is ignored. */
async function withTimeout<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  const timeUp = Promise.withResolvers<never>()
  const timer = setTimeout(() => timeUp.reject(new Error('The deadline has passed.')), milliseconds)
  try {
    return await Promise.race([promise, timeUp.promise])
  } finally {
    clearTimeout(timer)
  }
}
