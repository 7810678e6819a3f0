/** The composition root of the local run: the real handlers with local storage, a local issuer, pages and sockets. */
import type { IncomingMessage } from 'node:http'
import { SiteId } from '../contracts/identifiers.ts'
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import { systemClock } from '../lambdas/adapters/process/clock.ts'
import type { ProcessPorts } from '../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../lambdas/adapters/process/randomness.ts'
import { memoryRateLimits, noRateLimits } from '../lambdas/adapters/process/rate-limits.ts'
import { systemRefusalFloor } from '../lambdas/adapters/process/refusal-floor.ts'
import type { FindSignIn } from '../lambdas/control-zone/admin-sign-in.ts'
import { withPorts as servePage } from '../lambdas/control-zone/serve-page.handler.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import type { Log } from '../lambdas/core/log.ts'
import type { RateLimits } from '../lambdas/core/rate-limits.ts'
import { noRefusalFloor } from '../lambdas/core/refusal-floor.ts'
import { authorizer } from '../lambdas/identity/authorizer.ts'
import type { FetchDocument } from '../lambdas/identity/fetch-document.ts'
import type { IssuerEntry } from '../lambdas/identity/issuers.ts'
import { tokenVerifier } from '../lambdas/identity/verify-token.ts'
import { type DemoPort, startBrand } from './brand/start-brand.ts'
import { cachedPages } from './cached-pages.ts'
import { devEvents } from './dev-events.ts'
import { devSignIn, signInSettingsOf } from './dev-sign-in.ts'
import { devToken } from './dev-token.ts'
import { embeddedStorage } from './embedded-storage.ts'
import { localIssuer, localIssuerEntries } from './issuer.ts'
import { issuerKey, newIssuerKey } from './issuer-key.ts'
import { createHttpServer, listen, stop, type Tls } from './listen.ts'
import { originOf, ownHostCheck } from './loopback.ts'
import { loopbackOrigins, withLoopbackOrigins } from './loopback-embedding.ts'
import { memoryStorage } from './memory/storage.ts'
import { localPointers } from './pointers.ts'
import { localPush } from './push.ts'
import { requestListener } from './server.ts'
import { allowEmbedding, siteMaker } from './sites.ts'
import { startupGate } from './startup-gate.ts'
import { isUpgradeToEvents, upgradeListener } from './upgrade.ts'

export interface LocalRunOptions {
  /** The port; 0 means any free port. */
  readonly port: number
  readonly host?: string
  /**
   * The folder for the tables, the keys and the audit archive. It is created if it does not exist. Without a folder,
   * all data is in memory.
   */
  readonly dataFolder?: string
  /** `on`, the default, delays `not-available` to a minimum response time, as in a deployment. */
  readonly refusalFloor?: 'on' | 'off'
  /** The rate limits. `on` means a deployment's limits. */
  readonly rateLimits?: 'on' | 'off' | RateLimits
  readonly clock?: Clock
  readonly log: Log
  /**
   * The certificate and the key for TLS. Required for any interface except loopback, because browsers allow encryption
   * only in a secure context.
   */
  readonly tls?: Tls
  /** The demo of a brand's chat, on another port. If absent, there is no demo. */
  readonly demo?: DemoPort
  /** `loopback`: every page of this machine may embed the pages. `listed`, the default: only the sites' own lists count. */
  readonly embedding?: 'loopback' | 'listed'
  /**
   * The interval, in milliseconds, of the check for open sockets whose sign-in has ended. The default is half a minute.
   */
  readonly socketCheckMs?: number
  /** An issuer whose tokens are accepted instead of the local issuer's. */
  readonly otherIssuer?: OtherIssuer
}

export interface OtherIssuer {
  readonly entries: readonly IssuerEntry[]
  readonly fetchDocument: FetchDocument
  /** How administrators sign in. */
  readonly signIn: FindSignIn
}

export interface LocalRun {
  readonly origin: string
  /** The origin of the demo, if there is one. */
  readonly demoOrigin?: string
  /** The URL of the embedded database. Absent if there is no data folder. */
  readonly databaseEndpoint?: string
  /** Reads every audit record. The records of each chain are in order. */
  auditRecords(): AsyncIterable<AuditTableRow>
  /** Finishes pending requests, then releases port and folder. Idempotent. */
  close(): Promise<void>
}

const defaultSite = SiteId.parse('acme')

/**
 * Starts the run.
 * @throws {StartFailure} or a similar error whose message is one sentence for a person
 */
export const startLocal = async (options: LocalRunOptions): Promise<LocalRun> => {
  const closing: (() => Promise<unknown> | unknown)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    return { ...(await start(options, closing)), close }
  } catch (failure) {
    await close()
    throw failure
  }
}

const start = async (
  {
    port: wantedPort,
    host = '127.0.0.1',
    dataFolder,
    rateLimits = 'on',
    refusalFloor = 'on',
    clock = systemClock,
    log,
    tls,
    demo,
    embedding = 'listed',
    socketCheckMs = 30_000,
    otherIssuer,
  }: LocalRunOptions,
  closing: (() => Promise<unknown> | unknown)[],
): Promise<Omit<LocalRun, 'close'>> => {
  // Bind the port first, so that requests that arrive before the service is ready get a response.
  const server = createHttpServer({
    tls,
    shouldUpgradeCallback: (request: IncomingMessage) => isUpgradeToEvents(request),
  })
  const gate = startupGate(server)
  const port = await listen(server, host, wantedPort)
  closing.push(() => stop(server))
  const scheme = tls === undefined ? 'http' : 'https'
  const origin = originOf(scheme, host, port)
  const process: ProcessPorts = {
    clock,
    randomness: systemRandomness,
    log,
    limits: rateLimits === 'on' ? memoryRateLimits(clock) : rateLimits === 'off' ? noRateLimits : rateLimits,
    refusalFloor: refusalFloor === 'on' ? systemRefusalFloor : noRefusalFloor,
    publicOrigin: origin,
  }
  const storage = dataFolder === undefined ? memoryStorage(process) : await embeddedStorage({ dataFolder, process })
  closing.push(() => storage.close())

  const brand = demo && (await startBrand({ host, demoPort: demo, tls, serviceOrigin: origin }))
  closing.push(() => brand?.close())

  const events = devEvents()
  closing.push(() => events.close())
  const issuer = await localIssuer({
    key: dataFolder === undefined ? await newIssuerKey() : await issuerKey(dataFolder),
    clock,
    randomness: systemRandomness,
  })
  const ports = { ...process, ...storage.ports }
  const pointers = localPointers({ ...ports, scanAuditTable: storage.scanAuditTable })
  const push = localPush({ ports, checkEveryMs: socketCheckMs })
  closing.push(
    () => push.close(),
    () => pointers.close(),
  )
  storage.onAuditRecords((records) => {
    pointers.onAuditRecords(records)
    events.onAuditRecords(records)
    push.onAuditRecords(records)
  })
  const makeSite = siteMaker(ports)
  await makeSite(defaultSite)
  const pages = await cachedPages()
  if (brand !== undefined) {
    await allowEmbedding(ports, defaultSite, brand.origin)
    await brand.open(pages.embedding)
  }
  const verifyToken = tokenVerifier(
    {
      issuers: otherIssuer?.entries ?? localIssuerEntries,
      clock,
      fetchDocument: otherIssuer?.fetchDocument ?? issuer.fetchDocument,
    },
    (rule) => log.write({ line: 'token', rule }),
  )
  const token = devToken({ issuer, clock, makeSite })
  const listener = requestListener({
    handlers: storage.composeHandlers({
      progress: reportToAll(events.progress, push.progress),
      notifier: push.notifier,
    }),
    authorize: authorizer({ verifyToken }),
    devToken: token,
    jwks: issuer.jwks,
    events,
    files: pages.files,
    demoOrigin: brand?.origin,
    servePage: servePage({
      ...process,
      records: embedding === 'loopback' ? withLoopbackOrigins(ports.records) : ports.records,
      documents: pages.documents,
      embeddingOrigins: [
        ...(brand === undefined ? [] : [brand.origin]),
        ...(embedding === 'loopback' ? loopbackOrigins : []),
      ],
      signIn: otherIssuer?.signIn ?? (async () => signInSettingsOf(origin)),
    }),
    devSignIn: devSignIn({ token, clock, randomness: systemRandomness }),
    isOwnHost: ownHostCheck(host, port),
    log,
    clock,
  })
  // Stop the server first, because no request may reach a database that is being closed.
  closing.push(() => stop(server))
  gate.open({
    request: listener,
    upgrade: upgradeListener({ push, isOwnHost: ownHostCheck(host, port), scheme, log }),
  })
  return {
    origin,
    auditRecords: storage.scanAuditTable,
    ...(storage.databaseEndpoint && { databaseEndpoint: storage.databaseEndpoint }),
    ...(brand && { demoOrigin: brand.origin }),
  }
}

const reportToAll = (...hearers: readonly Progress[]): Progress => ({
  async report(progress) {
    await Promise.all(hearers.map((hearer) => hearer.report(progress)))
  },
})
