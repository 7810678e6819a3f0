/**
 * The deployed handlers over an embedded DynamoDB, under a virtual clock, with every request to DynamoDB and KMS recorded with
 * the function that sent it. Each function has its own chain head cache, as in a deployment.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { chainHeadCache } from '../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { dynamoDbConnections } from '../../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbForms } from '../../lambdas/adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbNewSites } from '../../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbNewTemplates } from '../../lambdas/adapters/dynamodb/templates.ts'
import type { BaseDependencies } from '../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import type { Principal } from '../../lambdas/core/people/principal.ts'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import { noRefusalFloor } from '../../lambdas/core/refusal-floor.ts'
import { memoryHolding } from '../../lambdas/pci-zone/holding/memory-holding.ts'
import type { DataKeyMaker, DataKeyOpener } from '../../lambdas/pci-zone/vault/data-keys.ts'
import { agentNotifier, notifyBudgetMs } from '../../lambdas/push/agent-notifier.ts'
import type { NotifySendersPorts } from '../../lambdas/push/notify-senders.ts'
import { pushedProgress } from '../../lambdas/push/pushed-progress.ts'
import { createTables } from '../../local/create-tables.ts'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { mapSteps } from '../../local/handlers.ts'
import { virtualClock } from '../../local/memory/clock.ts'
import { siteMaker } from '../../local/sites.ts'
import { gatewayEvent, lambdaContext } from '../lambdas/http/gateway-event.ts'
import { localClient } from '../port-contracts/dynamodb-storage.ts'
import { acme } from './callers.ts'
import { recordedDataKeys } from './recorded-data-keys.ts'

export type RecordedRequest = { readonly function: string } & (
  | { readonly service: 'dynamodb'; readonly operation: string; readonly input: object }
  | { readonly service: 'kms'; readonly action: 'GenerateDataKey' | 'Decrypt' }
)

export interface StepCall {
  readonly principal?: Principal
  readonly path?: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: object
  readonly ifMatch?: string
}

export interface StepReply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Whether the sockets of agents' tabs are still connected. */
export interface SocketEnds {
  reachable: boolean
}

export type RecordedService = Awaited<ReturnType<typeof startRecordedService>>

export const tables = prefixedTableNames('recorded')
/** A table's name in the synthesised policies. */
export const tableOfName = new Map(tableList.map((table) => [tables[table], table]))

export async function startRecordedService({ randomness = systemRandomness }: { randomness?: Randomness } = {}) {
  const clock = virtualClock(Date.parse('2026-03-02T09:00:00.000Z'))
  const database = await startEmbeddedDynamoDb({ clock })
  const requests: RecordedRequest[] = []
  const running = new AsyncLocalStorage<string>()
  const sockets: SocketEnds = { reachable: true }
  const interruptions: { function: string; operation: string; run: () => Promise<unknown> }[] = []

  const unrecorded = localClient(database.endpoint)
  const client = localClient(database.endpoint)
  const note = async (name: string, operation: string, input: object): Promise<void> => {
    const due = interruptions.findIndex((each) => each.function === name && each.operation === operation)
    const [interruption] = due < 0 ? [] : interruptions.splice(due, 1)
    await interruption?.run()
    requests.push({ function: name, service: 'dynamodb', operation, input })
  }
  recordRequests(client, running, note)
  await createTables(unrecorded, tables)

  const dataKeys: DataKeyMaker & DataKeyOpener = recordedDataKeys((action) =>
    requests.push({ function: running.getStore() ?? 'none', service: 'kms', action }),
  )
  const base = {
    documents: documentClientOf(client),
    tables,
    clock,
    randomness,
    log: { write: () => {} },
    limits: { waitSeconds: () => undefined, count: () => {} },
    refusalFloor: noRefusalFloor,
    publicOrigin: 'https://forms.example.com',
  }
  const notifyPorts = (): NotifySendersPorts => ({
    clock,
    records: dynamoDbRecords(base),
    connections: dynamoDbConnections(base),
    forms: dynamoDbForms(base),
    sockets: { send: async () => sockets.reachable, close: async () => {} },
    log: { write: () => {} },
    deadline: () => new AbortController().signal,
    // Never within the time limit of a step, so that the message is sent first.
    pause: (milliseconds) => (milliseconds === notifyBudgetMs ? new Promise(() => {}) : Promise.resolve()),
  })
  const shared = {
    dataKeys,
    holding: memoryHolding({ clock }),
    progress: pushedProgress(notifyPorts()),
    notifier: agentNotifier(notifyPorts()),
  }
  const handlers = mapSteps(({ compose }) => compose({ ...base, ...shared, chainHeads: chainHeadCache() }))
  const setUp = { documents: documentClientOf(unrecorded), tables, randomness: systemRandomness }
  await siteMaker({
    records: dynamoDbRecords(setUp),
    sites: dynamoDbNewSites(setUp),
    templates: dynamoDbNewTemplates(setUp),
  })(acme)

  return {
    clock,
    /** The client of all functions, whose requests are recorded. */
    client,
    requests,
    sockets,
    notifyPorts,
    /** For requests of the test itself. */
    unrecorded: setUp,

    /** Calls a step as API Gateway does. */
    async call(step: StepName, { principal, path, query, body, ifMatch }: StepCall): Promise<StepReply> {
      const { method } = protocol[step]
      const event = gatewayEvent({
        method,
        ...(method !== 'GET' && { body: body ?? {} }),
        ...(path && { path }),
        ...(principal && { principal }),
        ...(query && { query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])) }),
      })
      const headers = { ...event.headers, ...(ifMatch !== undefined && { 'If-Match': ifMatch }) }
      const reply = await running.run(step, async () => handlers[step]({ ...event, headers }, lambdaContext))
      if (reply === undefined) throw new Error(`No handler for ${step}.`)
      return { status: reply.statusCode, body: reply.body === '' ? {} : JSON.parse(reply.body) }
    },

    /** Runs a function that is not a step, with its own dependencies. */
    run: <Result>(name: string, work: (dependencies: BaseDependencies) => Promise<Result>): Promise<Result> =>
      running.run(name, () => work({ ...base, chainHeads: chainHeadCache() })),

    /** Runs `work` just before the next such request of a function. */
    before(name: string, operation: string, run: () => Promise<unknown>): void {
      interruptions.push({ function: name, operation, run: () => running.exit(run) })
    },

    async close(): Promise<void> {
      client.destroy()
      unrecorded.destroy()
      await database.close()
    },
  }
}

/** The request as it is sent. */
const Serialized = z.object({ body: z.union([z.string(), z.instanceof(Uint8Array)]) })

function recordRequests(
  client: DynamoDBClient,
  running: AsyncLocalStorage<string>,
  note: (name: string, operation: string, input: object) => Promise<void>,
): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const name = running.getStore()
        if (name === undefined) throw new Error(`${commandName} was sent by no function.`)
        const { body } = Serialized.parse(args.request)
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
        await note(name, commandName.replace(/Command$/, ''), JSON.parse(text))
        return next(args)
      },
    { step: 'build', name: 'recordRequests' },
  )
}
