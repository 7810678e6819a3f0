/**
 * The service that a test runs against. `startService` is for tests that need only HTTP: it provides the service in memory, or
 * the deployed API at `SEALFORM_URL`. `startMemoryService` is for tests that also need the clock, the log or the audit records.
 * `startDatabaseService` is for tests that need the tables or a data folder. `startDatabaseService` takes about thirty times as
 * much CPU time as the others.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { LogLine } from '../../lambdas/core/log.ts'
import type { RateLimits } from '../../lambdas/core/rate-limits.ts'
import { type VirtualClock, virtualClock } from '../../local/memory/clock.ts'
import { startLocal } from '../../local/run.ts'
import { sendRequest, textField } from './http-client.ts'

export interface TokenRequest {
  readonly siteId: string
  readonly subject: string
  readonly profile: string
  /** The time at which the person signed in, in ISO 8601; now by default. */
  readonly authTime?: string
}

export interface Service {
  readonly origin: string
  /** Returns the id of a site without data. */
  newSiteId(): Promise<string>
  /** Returns an access token for a new sign-in. */
  token(wanted: TokenRequest): Promise<string>
  close(): Promise<void>
}

export interface LocalService extends Service {
  readonly clock: VirtualClock
  /** The lines that the service has logged since its start. */
  readonly logLines: readonly LogLine[]
  /** Returns all audit records. The records of each chain are in order. */
  auditRecords(): Promise<readonly AuditRecord[]>
}

export interface DatabaseService extends LocalService {
  readonly databaseEndpoint: string
  readonly dataFolder: string
}

export interface LocalServiceOptions {
  readonly rateLimits?: 'on' | 'off' | RateLimits
  readonly clock?: VirtualClock
  /** The interval in milliseconds at which the service checks for open sockets whose sign-in has ended. */
  readonly socketCheckMs?: number
}

export const noon = Date.UTC(2030, 0, 15, 12)

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sealform-e2e-'))

export interface DatabaseServiceOptions extends LocalServiceOptions {
  /**
   * A folder that still exists after the service ends. By default, the service uses a temporary folder, which is then removed.
   */
  readonly dataFolder?: string
}

export const startMemoryService = async (options: LocalServiceOptions = {}): Promise<LocalService> =>
  (await runService(options)).service

export const startDatabaseService = async (options: DatabaseServiceOptions = {}): Promise<DatabaseService> => {
  const dataFolder = options.dataFolder ?? (await temporaryFolder())
  const { service, databaseEndpoint } = await runService({ ...options, dataFolder })
  if (databaseEndpoint === undefined) throw new Error('the local run has no database')
  return {
    ...service,
    databaseEndpoint,
    dataFolder,
    async close() {
      await service.close()
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const runService = async ({
  rateLimits = 'off',
  clock = virtualClock(noon),
  ...options
}: DatabaseServiceOptions): Promise<{ service: LocalService; databaseEndpoint: string | undefined }> => {
  const logLines: LogLine[] = []
  const log = { write: (line: LogLine) => void logLines.push(line) }
  const run = await startLocal({ port: 0, refusalFloor: 'off', rateLimits, clock, log, ...options })
  const service: LocalService = {
    ...localServiceAt(run.origin),
    clock,
    logLines,
    async auditRecords() {
      const records: AuditRecord[] = []
      for await (const { record } of run.auditRecords()) if (record !== undefined) records.push(record)
      return records
    },
    close: () => run.close(),
  }
  return { service, databaseEndpoint: run.databaseEndpoint }
}

/** Returns the local run at this origin, which another process may have started. */
export const localServiceAt = (origin: string): Service => ({
  origin,
  newSiteId: newLocalSiteId,
  token: (wanted) => localToken(origin, wanted),
  close: async () => {},
})

/** Returns the id of a new site, which the local run creates on its first use. */
export const newLocalSiteId = async (): Promise<string> => `site-${randomBytes(8).toString('hex')}`

export const localToken = async (origin: string, body: TokenRequest): Promise<string> =>
  textField(await sendRequest({ origin }, 'POST', '/dev/token', { body }), 'accessToken')

/**
 * Returns a deployed service. `command site` must print the id of a new site, and `command token <request in JSON>` must print an
 * access token.
 */
const deployedService = (origin: string, command: string): Service => {
  const said = async (...args: readonly string[]) => (await promisify(execFile)(command, args)).stdout.trim()
  return {
    origin,
    newSiteId: () => said('site'),
    token: (wanted) => said('token', JSON.stringify(wanted)),
    close: async () => {},
  }
}

export const startService = async (startHere: () => Promise<Service> = startMemoryService): Promise<Service> => {
  const { SEALFORM_URL, SEALFORM_TOKENS_COMMAND = 'sealform-token' } = process.env
  return SEALFORM_URL === undefined ? startHere() : deployedService(SEALFORM_URL, SEALFORM_TOKENS_COMMAND)
}
