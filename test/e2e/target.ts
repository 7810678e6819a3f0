/**
 * What the suite runs against: a local run in this process under a clock that stands still, or a deployed API. Files that
 * need no more than HTTP ask for `startTarget`, which `SEALFORM_URL` points elsewhere; those that need the clock, the tables
 * or the log ask for `startLocalTarget`.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { LogLine } from '../../lambdas/core/log.ts'
import { type VirtualClock, virtualClock } from '../../local/memory/clock.ts'
import { startLocal } from '../../local/run.ts'
import { sendRequest, textField } from './http-client.ts'

export interface TokenRequest {
  readonly siteId: string
  readonly subject: string
  readonly profile: string
  /** ISO; when the person signed in, if not now. */
  readonly authTime?: string
}

export interface Target {
  readonly origin: string
  /** A site that nobody has used. */
  newSiteId(): Promise<string>
  /** A new sign-in each time. */
  token(wanted: TokenRequest): Promise<string>
  close(): Promise<void>
}

export interface LocalTarget extends Target {
  readonly clock: VirtualClock
  readonly databaseEndpoint: string
  readonly dataFolder: string
  /** What has been logged since the start. */
  readonly logLines: readonly LogLine[]
}

export interface LocalTargetOptions {
  readonly rateLimits?: 'on' | 'off'
  readonly clock?: VirtualClock
  /** One that outlives the target; otherwise a temporary one, removed at the end. */
  readonly dataFolder?: string
  /** How often open sockets are asked whether their sign-in has ended. */
  readonly socketCheckMs?: number
}

export const noon = Date.UTC(2030, 0, 15, 12)

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sealform-e2e-'))

export const startLocalTarget = async ({
  rateLimits = 'off',
  clock = virtualClock(noon),
  dataFolder: given,
  socketCheckMs,
}: LocalTargetOptions = {}): Promise<LocalTarget> => {
  const dataFolder = given ?? (await temporaryFolder())
  const logLines: LogLine[] = []
  const log = { write: (line: LogLine) => void logLines.push(line) }
  const run = await startLocal({ port: 0, dataFolder, rateLimits, clock, log, ...(socketCheckMs && { socketCheckMs }) })
  const { origin, databaseEndpoint } = run
  return {
    origin,
    newSiteId: async () => `site-${randomBytes(8).toString('hex')}`,
    databaseEndpoint,
    dataFolder,
    clock,
    logLines,
    token: (wanted) => localToken(origin, wanted),
    async close() {
      await run.close()
      if (given === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const localToken = async (origin: string, body: TokenRequest): Promise<string> =>
  textField(await sendRequest({ origin }, 'POST', '/dev/token', { body }), 'accessToken')

/** The command prints a site for the argument `site`, and for `token`, with what is wanted in JSON after it, a token. */
const deployedTarget = (origin: string, command: string): Target => {
  const said = async (...args: readonly string[]) => (await promisify(execFile)(command, args)).stdout.trim()
  return {
    origin,
    newSiteId: () => said('site'),
    token: (wanted) => said('token', JSON.stringify(wanted)),
    close: async () => {},
  }
}

export const startTarget = async (): Promise<Target> => {
  const { SEALFORM_URL, SEALFORM_TOKENS_COMMAND = 'sealform-token' } = process.env
  return SEALFORM_URL === undefined ? startLocalTarget() : deployedTarget(SEALFORM_URL, SEALFORM_TOKENS_COMMAND)
}
