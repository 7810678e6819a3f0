/**
 * The handlers with a database in another process. Records each command that they send, and has a client that a script
 * repeats the commands with.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { chainHeadCache } from '../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { dynamoDbRecords } from '../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf, dynamoDbClient } from '../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbNewSites } from '../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames } from '../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbNewTemplates } from '../lambdas/adapters/dynamodb/templates.ts'
import { memoryHolding } from '../lambdas/pci-zone/holding/memory-holding.ts'
import { createTables } from '../local/create-tables.ts'
import { mapSteps } from '../local/handlers.ts'
import { localKey } from '../local/local-key.ts'
import { siteMaker } from '../local/sites.ts'
import { prepareForms } from './form.ts'
import { startMeasured } from './processes/measured-process.ts'
import { noNotifications, processPorts, serviceInProcess } from './service-in-process.ts'

export type Command = Parameters<DynamoDBDocumentClient['send']>[0]

const tables = prefixedTableNames('bench')

const clientAt = (endpoint: string | undefined) =>
  dynamoDbClient({
    ...(endpoint !== undefined && { endpoint }),
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestMilliseconds: 30_000,
  })

const recordingClient = (client: DynamoDBDocumentClient, commands: Command[]): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? (command: Command) => {
            commands.push(command)
            return target.send(command)
          }
        : Reflect.get(target, name),
  })

export const startRecordedService = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealform-bench-'))
  const database = await startMeasured('recorded-database.ts')
  const client = clientAt(database.origin)
  await createTables(client, tables)
  const commands: Command[] = []
  const documents = recordingClient(documentClientOf(client), commands)

  const dependencies = { ...processPorts, ...noNotifications, documents, tables }
  const dataKeys = await localKey({ folder })
  const holding = memoryHolding(processPorts)
  // Each step has its own cache, because in a deployment each step is a separate function.
  const handlers = mapSteps(({ compose }) =>
    compose({ ...dependencies, chainHeads: chainHeadCache(), dataKeys, holding }),
  )
  const makeSite = siteMaker({
    records: dynamoDbRecords(dependencies),
    sites: dynamoDbNewSites(dependencies),
    templates: dynamoDbNewTemplates(dependencies),
  })
  const service = await serviceInProcess({ handlers, makeSite })
  const { performForm } = await prepareForms(service, service.fetch)
  const repeating = clientAt(database.databaseEndpoint)
  return {
    service,
    performForm,
    /** The client that the handlers use. */
    client,
    tables,
    /** The commands that the handlers have sent, in order. */
    commands,
    repeating: documentClientOf(repeating),
    async close() {
      client.destroy()
      repeating.destroy()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type RecordedService = Awaited<ReturnType<typeof startRecordedService>>
