/** The adapters on an endpoint, with new tables, for the contract suite. */
import { randomBytes } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { auditItems } from '../../lambdas/adapters/dynamodb/audit/items.ts'
import { dynamoDbAuditLog } from '../../lambdas/adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditPointers } from '../../lambdas/adapters/dynamodb/audit/pointers.ts'
import { dynamoDbAuditTrail } from '../../lambdas/adapters/dynamodb/audit/trail.ts'
import { dynamoDbConnections, dynamoDbTickets } from '../../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbConversations } from '../../lambdas/adapters/dynamodb/conversations.ts'
import { dynamoDbErasures } from '../../lambdas/adapters/dynamodb/erasures.ts'
import { formPointerKey } from '../../lambdas/adapters/dynamodb/form-pointers.ts'
import { dynamoDbForms } from '../../lambdas/adapters/dynamodb/forms.ts'
import { formItems, keyItems, personItems } from '../../lambdas/adapters/dynamodb/items.ts'
import { dynamoDbKeys } from '../../lambdas/adapters/dynamodb/one-time-keys.ts'
import { dynamoDbPeople } from '../../lambdas/adapters/dynamodb/people.ts'
import type { DynamoDbPorts } from '../../lambdas/adapters/dynamodb/ports.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { dynamoDbSessions } from '../../lambdas/adapters/dynamodb/sessions.ts'
import { dynamoDbSignInAttempts } from '../../lambdas/adapters/dynamodb/sign-ins.ts'
import { dynamoDbSites } from '../../lambdas/adapters/dynamodb/sites.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import { dynamoDbTemplates } from '../../lambdas/adapters/dynamodb/templates.ts'
import {
  formAndConversationSweepAt,
  formPointerSweepAt,
  keySweepAt,
} from '../../lambdas/adapters/dynamodb/time-to-live.ts'
import { systemClock } from '../../lambdas/adapters/process/clock.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { dynamoDbHistoryViews } from '../../lambdas/pci-zone/vault/dynamodb-history-views.ts'
import { dynamoDbReleases } from '../../lambdas/pci-zone/vault/dynamodb-releases.ts'
import { dynamoDbStoredSubmissions } from '../../lambdas/pci-zone/vault/dynamodb-retained-submissions.ts'
import { dynamoDbSubmissionErasures } from '../../lambdas/pci-zone/vault/dynamodb-submission-erasures.ts'
import { dynamoDbSubmissions } from '../../lambdas/pci-zone/vault/dynamodb-submissions.ts'
import { dynamoDbVaultRecords } from '../../lambdas/pci-zone/vault/dynamodb-vault-records.ts'
import { createTables } from '../../local/create-tables.ts'
import { serializeRequests } from './serialize-requests.ts'
import type { StoragePorts, StorageUnderTest } from './storage-contract.ts'

/** A client for a local emulator with long time-outs, because two cores may be slow, and with a separate region. */
export const localClient = (endpoint: string) =>
  dynamoDbClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestMilliseconds: 20_000,
  })

/** All ports of one process. */
export function storagePorts(ports: DynamoDbPorts): StoragePorts {
  const withRandomness = { ...ports, randomness: systemRandomness, clock: systemClock }
  return {
    records: dynamoDbVaultRecords(ports),
    conversations: dynamoDbConversations(withRandomness),
    forms: dynamoDbForms(withRandomness),
    keys: dynamoDbKeys(withRandomness),
    sessions: dynamoDbSessions(withRandomness),
    people: dynamoDbPeople(withRandomness),
    attempts: dynamoDbSignInAttempts(ports),
    sites: dynamoDbSites(withRandomness),
    templates: dynamoDbTemplates(withRandomness),
    audit: dynamoDbAuditLog(withRandomness),
    trail: dynamoDbAuditTrail(ports),
    pointers: dynamoDbAuditPointers(ports),
    submissions: dynamoDbSubmissions(withRandomness),
    releases: dynamoDbReleases(withRandomness),
    views: dynamoDbHistoryViews(withRandomness),
    stored: dynamoDbStoredSubmissions(ports),
    erasures: dynamoDbErasures(ports),
    tickets: dynamoDbTickets(ports),
    connections: dynamoDbConnections(ports),
    submissionErasures: dynamoDbSubmissionErasures(withRandomness),
  }
}

export interface DynamoDbUnderTest extends StorageUnderTest, DynamoDbPorts {
  /** Another client for the same endpoint. */
  newClient(): DynamoDBClient
}

export interface DynamoDbUnderTestOptions {
  /** Called when the storage is closed. */
  readonly closeEndpoint?: () => Promise<void>
  /** The endpoint gets one request at a time. */
  readonly oneAtATime?: boolean
}

export async function dynamoDbStorage(
  endpoint: string,
  { closeEndpoint = async () => {}, oneAtATime = false }: DynamoDbUnderTestOptions = {},
): Promise<DynamoDbUnderTest> {
  const newClient = () => {
    const client = localClient(endpoint)
    if (oneAtATime) serializeRequests(client)
    return client
  }
  const client = newClient()
  const documents = documentClientOf(client)
  const tables = prefixedTableNames(`test-${randomBytes(4).toString('hex')}`)
  await createTables(client, tables)
  return {
    newClient,
    documents,
    tables,
    ports: storagePorts({ documents, tables }),
    anotherProcess: () => storagePorts({ documents, tables }),
    now: () => systemClock.now(),
    async putPerson(person) {
      await documents.send(new PutCommand({ TableName: tables.people, Item: personItems.toItem(person) }))
    },
    async putForm(form, openKey) {
      const put = (TableName: string, Item: Record<string, unknown>) =>
        documents.send(new PutCommand({ TableName, Item }))
      await put(tables.forms, formItems.toItem(form, formAndConversationSweepAt(form.sentAt)))
      await put(tables['one-time-keys'], keyItems.toItem(openKey, keySweepAt(openKey.expiresAt)))
      await put(tables.conversations, { ...formPointerKey(form), sweepAt: formPointerSweepAt(form.sentAt) })
    },
    async chain(name) {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: tables.audit,
          KeyConditionExpression: '#chain = :name',
          ExpressionAttributeNames: { '#chain': 'chain' },
          ExpressionAttributeValues: { ':name': name },
          ConsistentRead: true,
        }),
      )
      return Items.map(auditItems.fromItem)
    },
    async close() {
      client.destroy()
      await closeEndpoint()
    },
  }
}
