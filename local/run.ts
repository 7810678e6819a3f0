/** The composition root of the local run: the real handlers and adapters, an embedded database, a local key, a local issuer. */
import type { IncomingMessage } from 'node:http'
import { SiteId } from '../contracts/identifiers.ts'
import { chainHeadCache } from '../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { scanAuditTable } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import { dynamoDbRecords } from '../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf, dynamoDbClient } from '../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbSites } from '../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames } from '../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbNewTemplates } from '../lambdas/adapters/dynamodb/templates.ts'
import { systemClock } from '../lambdas/adapters/process/clock.ts'
import type { Dependencies } from '../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../lambdas/adapters/process/randomness.ts'
import { memoryRateLimits, noRateLimits } from '../lambdas/adapters/process/rate-limits.ts'
import { compose as servePage } from '../lambdas/control-zone/serve-page.handler.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import type { Log } from '../lambdas/core/log.ts'
import { authorizer } from '../lambdas/identity/authorizer.ts'
import { tokenVerifier } from '../lambdas/identity/verify-token.ts'
import { memoryHolding } from '../lambdas/pci-zone/holding/memory-holding.ts'
import { buildPages } from '../lib/edge/pages/build-pages.ts'
import { auditArchive } from './audit-archive.ts'
import { auditRecordsIn } from './audit-feed.ts'
import { type DemoPort, startBrand } from './brand/start-brand.ts'
import { createTables } from './create-tables.ts'
import { databaseFolder, openDataFolder } from './data-folder.ts'
import { devEvents } from './dev-events.ts'
import { devSignIn, signInSettingsOf } from './dev-sign-in.ts'
import { devToken } from './dev-token.ts'
import { startEmbeddedDynamoDb } from './embedded-dynamodb/embedded-dynamodb.ts'
import { composeHandlers, type LocalDependencies } from './handlers.ts'
import { localIssuer, localIssuerEntries } from './issuer.ts'
import { createHttpServer, listen, stop, type Tls } from './listen.ts'
import { localKey } from './local-key.ts'
import { originOf, ownHosts } from './loopback.ts'
import { localPointers } from './pointers.ts'
import { localPush } from './push.ts'
import { requestListener } from './server.ts'
import { allowEmbedding, siteMaker } from './sites.ts'
import { startupGate } from './startup-gate.ts'
import { isUpgradeToEvents, upgradeListener } from './upgrade.ts'

export interface LocalRunOptions {
  /** 0: any that is free. */
  readonly port: number
  readonly host?: string
  /** Where the data, the keys and the log lie. Made if it is not there. */
  readonly dataFolder: string
  readonly rateLimits?: 'on' | 'off'
  readonly clock?: Clock
  readonly log: Log
  /** With these the server speaks TLS: PEM. Needed off the loopback, because browsers seal only in a secure context. */
  readonly tls?: Tls
  /** The demo of a brand's chat, on another port. Without it there is none. */
  readonly demo?: DemoPort
  /** How often open sockets are asked whether their sign-in has ended; half a minute unless told. */
  readonly socketCheckMs?: number
}

export interface LocalRun {
  readonly origin: string
  /** Of the demo, where there is one. */
  readonly demoOrigin?: string
  /** Where the embedded database answers, for whoever wants to look into its tables. */
  readonly databaseEndpoint: string
  /** Finishes what was asked for and lets go of port and folder. May be called again. */
  close(): Promise<void>
}

const tables = prefixedTableNames('sealform')
const sweepEverySeconds = 60
const defaultSite = SiteId.parse('acme')

/** Milliseconds for one request to the embedded database: a laptop may be busy, and nothing is gained by giving up. */
const databaseTimeoutMs = 120_000

/** The SDK asks for some; the embedded database takes any. */
const placeholderCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** @throws StartFailure and its like: Errors whose message is one sentence for a person. */
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
    clock = systemClock,
    log,
    tls,
    demo,
    socketCheckMs = 30_000,
  }: LocalRunOptions,
  closing: (() => Promise<unknown> | unknown)[],
): Promise<Omit<LocalRun, 'close'>> => {
  // The port is taken first, so that a request that arrives before the service is ready is answered.
  const server = createHttpServer({
    tls,
    shouldUpgradeCallback: (request: IncomingMessage) => isUpgradeToEvents(request),
  })
  const gate = startupGate(server)
  const port = await listen(server, host, wantedPort)
  closing.push(() => stop(server))
  const scheme = tls === undefined ? 'http' : 'https'
  const origin = originOf(scheme, host, port)
  await openDataFolder(dataFolder)
  // Before the tables: a folder that has tables and no key has lost it.
  const dataKeys = await localKey({ folder: dataFolder })
  const database = await startEmbeddedDynamoDb({ dataFolder: databaseFolder(dataFolder), clock, sweepEverySeconds })
  closing.push(() => database.close())
  const { endpoint } = database
  const client = dynamoDbClient({
    endpoint,
    region: 'local',
    credentials: placeholderCredentials,
    requestMilliseconds: databaseTimeoutMs,
    // Of the environment: neither belongs to an endpoint on this machine, and the SDK refuses the pair.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  })
  closing.push(() => client.destroy())
  await createTables(client, tables)
  const documents = documentClientOf(client)
  const archive = await auditArchive({ dataFolder, clock, scanAuditTable: () => scanAuditTable({ documents, tables }) })
  database.onWrite(tables.audit, archive.onAuditChange)
  // The very last: what the database is still asked to write belongs into it.
  closing.unshift(() => archive.close())

  const brand = demo && (await startBrand({ host, demoPort: demo, tls, serviceOrigin: origin }))
  closing.push(() => brand?.close())

  const events = devEvents()
  closing.push(() => events.close())
  const issuer = await localIssuer({ folder: dataFolder, clock, randomness: systemRandomness })
  const dependencies: Dependencies = {
    documents,
    tables,
    clock,
    randomness: systemRandomness,
    log,
    limits: rateLimits === 'off' ? noRateLimits : memoryRateLimits(clock),
    publicOrigin: origin,
    chainHeads: chainHeadCache(),
  }
  const pointers = localPointers({ dependencies, scanAuditTable: () => scanAuditTable({ documents, tables }) })
  const push = localPush({ dependencies, checkEveryMs: socketCheckMs })
  closing.push(
    () => push.close(),
    () => pointers.close(),
    database.onWrite(tables.audit, (change) => {
      const records = auditRecordsIn(change)
      pointers.onAuditRecords(records)
      events.onAuditRecords(records)
      push.onAuditRecords(records)
    }),
  )
  const inside: LocalDependencies = {
    ...dependencies,
    dataKeys,
    holding: memoryHolding({ clock }),
    progress: reportToAll(events.progress, push.progress),
    notifier: push.notifier,
  }
  const sitePorts = {
    records: dynamoDbRecords(dependencies),
    sites: dynamoDbSites(dependencies),
    templates: dynamoDbNewTemplates(dependencies),
  }
  const makeSite = siteMaker(sitePorts)
  await makeSite(defaultSite)
  const pages = await buildPages()
  if (brand !== undefined) {
    await allowEmbedding({ ...sitePorts, clock }, defaultSite, brand.origin)
    await brand.open(pages.embedding)
  }
  const verifyToken = tokenVerifier({ issuers: localIssuerEntries, clock, fetchJwks: issuer.fetchJwks })
  const token = devToken({ issuer, clock, makeSite })
  const listener = requestListener({
    handlers: composeHandlers(inside),
    authorize: authorizer({ verifyToken }),
    devToken: token,
    jwks: issuer.jwks,
    events,
    files: pages.files,
    demoOrigin: brand?.origin,
    servePage: servePage(dependencies, {
      documents: pages.documents,
      embeddingOrigins: brand === undefined ? [] : [brand.origin],
      signIn: signInSettingsOf(origin),
    }),
    devSignIn: devSignIn({ token, clock, randomness: systemRandomness }),
    isOwnHost: ownHosts(host, port),
    log,
    clock,
  })
  // Before anything else at the end: no request may reach a database that is being closed.
  closing.push(() => stop(server))
  gate.open({
    request: listener,
    upgrade: upgradeListener({ push, isOwnHost: ownHosts(host, port), scheme, log }),
  })
  return { origin, databaseEndpoint: endpoint, ...(brand && { demoOrigin: brand.origin }) }
}

const reportToAll = (...hearers: readonly Progress[]): Progress => ({
  async report(progress) {
    await Promise.all(hearers.map((hearer) => hearer.report(progress)))
  },
})
