/**
 * Runs the service without a network, and counts every call. It uses the deployed handlers with an embedded DynamoDB.
 * Each step has its own caches, because in a deployment each step is a separate function.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'
import type { StepName } from '../../contracts/protocol.ts'
import { chainHeadCache } from '../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbNewSites } from '../../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbNewTemplates } from '../../lambdas/adapters/dynamodb/templates.ts'
import type { BaseDependencies } from '../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness as randomness } from '../../lambdas/adapters/process/randomness.ts'
import { noRateLimits } from '../../lambdas/adapters/process/rate-limits.ts'
import type { Log } from '../../lambdas/core/log.ts'
import { noRefusalFloor } from '../../lambdas/core/refusal-floor.ts'
import { authorizer } from '../../lambdas/identity/authorizer.ts'
import { tokenVerifier } from '../../lambdas/identity/verify-token.ts'
import { memoryHolding } from '../../lambdas/pci-zone/holding/memory-holding.ts'
import { agentNotifier } from '../../lambdas/push/agent-notifier.ts'
import type { NotifySendersPorts } from '../../lambdas/push/notify-senders.ts'
import { pushedProgress } from '../../lambdas/push/pushed-progress.ts'
import { createTables } from '../../local/create-tables.ts'
import type { Item } from '../../local/embedded-dynamodb/attribute-value.ts'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { type LocalDependencies, mapSteps } from '../../local/handlers.ts'
import { invocationContext } from '../../local/http-event.ts'
import { localIssuer, localIssuerEntries, type TokenRequest } from '../../local/issuer.ts'
import { newIssuerKey } from '../../local/issuer-key.ts'
import { localKey } from '../../local/local-key.ts'
import { type VirtualClock, virtualClock } from '../../local/memory/clock.ts'
import { routeOf } from '../../local/routes.ts'
import { siteMaker } from '../../local/sites.ts'
import { type AddUsage, countRequests, meteredDataKeys, meteredHolding } from './metered-ports.ts'
import { meteredPush } from './metered-push.ts'
import { frontMs, modelledTime } from './modelled-time.ts'
import { addUsage, noUsage, type StepUsage } from './usage.ts'

export interface MeteredService {
  readonly origin: string
  /** Replaces `fetch` over a network. It runs one call at a time, so that all usage belongs to that call. */
  readonly fetch: typeof globalThis.fetch
  /** The usage of each call since the start, in order. */
  readonly calls: readonly StepUsage[]
  /** What each call uses in addition to notify agents' open tabs, in the same order. */
  readonly notifications: readonly StepUsage[]
  /** The service's clock. It does not move by itself, so that the usage does not depend on how long calls take. */
  readonly clock: VirtualClock
  /** Runs work that is not a call to a step, and counts what it uses. */
  count<Result>(
    name: string,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly used: StepUsage }>
  /** Returns the rows that were put into the audit table since the last time, in order, as the stream delivers them. */
  takeAuditRows(): readonly Item[]
  /** The dependencies and the ports of the functions that are not steps. What they use is counted. */
  readonly dependencies: BaseDependencies
  readonly push: NotifySendersPorts
  token(request: Pick<TokenRequest, 'subject' | 'profile'>): Promise<string>
  /** A DynamoDB client for reading the tables. Its requests are not counted. */
  readonly database: DynamoDBClient
  close(): Promise<void>
}

export const tables = prefixedTableNames('counted')
/** The part of an audit table item in the change feed that is needed to count events. */
const AuditTableItem = z.object({ event: z.object({ S: z.string() }) })

const siteId = SiteId.parse('acme')
const origin = 'https://forms.example.com'
const viewerAddressHeader = 'x-viewer-address'
/** An address of the documentation range that is as long as most of IPv6. */
const longAddress = '2001:db8:85a3:8d3:1319:8a2e:370:7348'

export const startMeteredService = async (): Promise<MeteredService> => {
  const clock = virtualClock(Date.now())
  const folder = await mkdtemp(join(tmpdir(), 'sealform-cost-'))
  const database = await startEmbeddedDynamoDb({ dataFolder: join(folder, 'dynamodb'), clock, sweepEverySeconds: 600 })
  const settings = {
    endpoint: database.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestMilliseconds: 30_000,
  }
  const uncounted = dynamoDbClient(settings)
  await createTables(uncounted, tables)
  const client = dynamoDbClient(settings)

  const calls: StepUsage[] = []
  let current = noUsage('none')
  const add: AddUsage = (used) => addUsage(current, used)
  let notification = noUsage('none')
  const notifications: StepUsage[] = []
  const addNotification: AddUsage = (used) => addUsage(notification, used)
  const time = modelledTime()
  countRequests(client, tables, add, time)
  const notifyingClient = dynamoDbClient(settings)
  // The modelled time is that of the steps, without the messages to open tabs.
  countRequests(notifyingClient, tables, addNotification, modelledTime())
  // A line feed is not billed, but each log event is billed for 26 additional bytes.
  const log: Log = { write: (line) => add({ logBytes: Buffer.byteLength(JSON.stringify(line)) + 26 }) }
  let auditRows: Item[] = []
  database.onWrite(tables.audit, ({ newItem }) => {
    if (newItem !== undefined) auditRows.push(newItem)
    const { success, data } = AuditTableItem.safeParse(newItem)
    // A pointer is not a record.
    if (!success) return
    add({ auditRecords: 1, ...(/^(form|submission)-/.test(data.event.S) && { publishedEvents: 1 }) })
  })

  const functions = { documents: documentClientOf(client), tables, clock, randomness, log }
  const push = meteredPush({ ...functions, documents: documentClientOf(notifyingClient) }, addNotification)
  const dependencies: Omit<LocalDependencies, 'chainHeads'> = {
    ...functions,
    limits: noRateLimits,
    refusalFloor: noRefusalFloor,
    publicOrigin: origin,
    viewerAddressHeader,
    dataKeys: meteredDataKeys(await localKey({ folder }), add, time),
    holding: meteredHolding(memoryHolding({ clock }), add, time),
    progress: pushedProgress(push),
    notifier: agentNotifier(push),
  }
  const setUp = { documents: documentClientOf(uncounted), tables, randomness }
  await siteMaker({
    records: dynamoDbRecords(setUp),
    sites: dynamoDbNewSites(setUp),
    templates: dynamoDbNewTemplates(setUp),
  })(siteId)

  const handlers = mapSteps(({ compose }) => compose({ ...dependencies, chainHeads: chainHeadCache() }))
  const issuer = await localIssuer({ key: await newIssuerKey(), clock, randomness })
  const authorize = authorizer({
    verifyToken: tokenVerifier({ issuers: localIssuerEntries, clock, fetchDocument: issuer.fetchDocument }),
  })

  const invoke = async (step: StepName, path: string, pathParameters: Record<string, string>, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const authorization = headers.get('authorization')
    if (authorization !== null) add({ authorizerRuns: 1 })
    const methodArn = `arn:aws:execute-api:local:000000000000:local/local/${init.method}${path}`
    const multiValueHeaders = authorization === null ? {} : { authorization: [authorization] }
    const authorized = await authorize({ type: 'REQUEST', methodArn, multiValueHeaders })
    const requestId = randomUUID()
    const event = {
      httpMethod: init.method,
      headers: { 'content-type': 'application/json', [viewerAddressHeader]: longAddress },
      body: init.body ?? null,
      isBase64Encoded: false,
      pathParameters,
      requestContext: { requestId, identity: { sourceIp: '192.0.2.1' }, authorizer: authorized?.context },
    }
    return handlers[step](event, invocationContext(step, requestId))
  }

  return {
    origin,
    calls,
    notifications,
    clock,
    database: uncounted,
    dependencies: { ...functions, chainHeads: chainHeadCache() },
    push,
    async count(name, work) {
      const used = noUsage(name)
      current = used
      notification = used
      return { result: await work(), used }
    },
    takeAuditRows() {
      const taken = auditRows
      auditRows = []
      return taken
    },
    async fetch(input, init = {}) {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      const route = routeOf(init.method ?? 'GET', pathname)
      if (route === undefined || !('step' in route)) throw new Error(`no step has the route ${init.method} ${pathname}`)
      current = noUsage(route.step)
      calls.push(current)
      notification = noUsage(route.step)
      notifications.push(notification)
      // Work in the background does not belong to the step.
      await time.takeMilliseconds()
      const answered = await invoke(route.step, pathname, route.pathParameters, init)
      if (answered === undefined) throw new Error(`no handler for the step ${route.step}`)
      const { statusCode, headers, body } = answered
      add({
        modelledMs: frontMs + (await time.takeMilliseconds()),
        requestBytes: typeof init.body === 'string' ? Buffer.byteLength(init.body) : 0,
        replyBytes: Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(headers)),
      })
      return new Response(statusCode === 204 ? null : body, { status: statusCode, headers })
    },
    async token({ subject, profile }) {
      return (await issuer.issueToken({ siteId, subject, profile })).accessToken
    },
    async close() {
      client.destroy()
      notifyingClient.destroy()
      uncounted.destroy()
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}
