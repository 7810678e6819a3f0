/**
 * Storage in a data folder. It uses a deployment's adapters with an embedded DynamoDB, a local vault key and the audit
 * archive.
 */
import { chainHeadCache } from '../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { dynamoDbAuditLog } from '../lambdas/adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditPointers } from '../lambdas/adapters/dynamodb/audit/pointers.ts'
import { scanAuditTable } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import { dynamoDbConnections, dynamoDbTickets } from '../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbForms } from '../lambdas/adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../lambdas/adapters/dynamodb/records.ts'
import { documentClientOf, dynamoDbClient } from '../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbSites } from '../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames } from '../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbTemplates } from '../lambdas/adapters/dynamodb/templates.ts'
import type { Dependencies, ProcessPorts } from '../lambdas/adapters/process/dependencies.ts'
import { memoryHolding } from '../lambdas/pci-zone/holding/memory-holding.ts'
import { auditArchive } from './audit-archive.ts'
import { auditRecordsIn } from './audit-feed.ts'
import { createTables } from './create-tables.ts'
import { databaseFolder, openDataFolder } from './data-folder.ts'
import { startEmbeddedDynamoDb } from './embedded-dynamodb/embedded-dynamodb.ts'
import { mapSteps } from './handlers.ts'
import { localKey } from './local-key.ts'
import type { LocalPorts, LocalStorage } from './storage.ts'

export interface EmbeddedStorageSettings {
  /** The data folder. It is created if it does not exist. */
  readonly dataFolder: string
  readonly process: ProcessPorts
}

const tables = prefixedTableNames('sealform')
const sweepEverySeconds = 60

/** Placeholder credentials, because the SDK requires some. The embedded database accepts any credentials. */
const placeholderCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/**
 * Opens the storage.
 * @throws {StartFailure} or a similar error whose message is one sentence for a person
 */
export const embeddedStorage = async ({ dataFolder, process }: EmbeddedStorageSettings): Promise<LocalStorage> => {
  const { clock } = process
  await openDataFolder(dataFolder)
  // Create the key before the tables: a folder with tables but without a key has lost its key.
  const dataKeys = await localKey({ folder: dataFolder })
  const database = await startEmbeddedDynamoDb({ dataFolder: databaseFolder(dataFolder), clock, sweepEverySeconds })
  const client = dynamoDbClient({
    endpoint: database.endpoint,
    ...database.inProcess,
    region: 'local',
    credentials: placeholderCredentials,
    // The environment may set these options. The endpoint on this machine supports neither FIPS nor dual-stack, and the
    // SDK refuses these options together with a custom endpoint.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  })
  const closeDatabase = async () => {
    client.destroy()
    await database.close()
  }
  try {
    await createTables(client, tables)
    const documents = documentClientOf(client)
    const scan = () => scanAuditTable({ documents, tables })
    const archive = await auditArchive({ dataFolder, clock, scanAuditTable: scan })
    database.onWrite(tables.audit, archive.onAuditChange)
    const dependencies: Dependencies = { ...process, documents, tables, chainHeads: chainHeadCache() }
    const holding = memoryHolding({ clock })
    return {
      ports: portsOver(dependencies),
      composeHandlers: (notifications) =>
        mapSteps(({ compose }) => compose({ ...dependencies, ...notifications, dataKeys, holding })),
      scanAuditTable: scan,
      onAuditRecords: (listener) => void database.onWrite(tables.audit, (change) => listener(auditRecordsIn(change))),
      databaseEndpoint: database.endpoint,
      async close() {
        await closeDatabase()
        // Close the archive last, because it must contain the database's last writes.
        await archive.close()
      },
    }
  } catch (failure) {
    await closeDatabase()
    throw failure
  }
}

const portsOver = (dependencies: Dependencies): LocalPorts => ({
  records: dynamoDbRecords(dependencies),
  sites: dynamoDbSites(dependencies),
  templates: dynamoDbTemplates(dependencies),
  forms: dynamoDbForms(dependencies),
  audit: dynamoDbAuditLog(dependencies),
  pointers: dynamoDbAuditPointers(dependencies),
  tickets: dynamoDbTickets(dependencies),
  connections: dynamoDbConnections(dependencies),
})
