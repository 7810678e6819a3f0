import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import {
  type TableDefinition,
  type TableNames,
  tableDefinitions,
  tableList,
} from '../lambdas/adapters/dynamodb/tables.ts'

const maxWaitSeconds = 60

/** Creates the missing tables, each with its TTL attribute. Returns when all tables can be used. */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  await Promise.all(tableList.map((table) => createTable(client, names[table], tableDefinitions[table])))
}

async function createTable(client: DynamoDBClient, TableName: string, definition: TableDefinition): Promise<void> {
  const { partition, sort, timeToLive } = definition
  const key = [
    { ...partition, role: 'HASH' } as const,
    ...(sort === undefined ? [] : [{ ...sort, role: 'RANGE' } as const]),
  ]
  await ignoring(
    ResourceInUseException,
    client.send(
      new CreateTableCommand({
        TableName,
        KeySchema: key.map(({ name, role }) => ({ AttributeName: name, KeyType: role })),
        AttributeDefinitions: key.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
        BillingMode: 'PAY_PER_REQUEST',
      }),
    ),
  )
  await waitUntilTableExists({ client, maxWaitTime: maxWaitSeconds, minDelay: 1, maxDelay: 1 }, { TableName })
  if (timeToLive === undefined) return
  await ignoringAlreadyEnabled(
    client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true },
      }),
    ),
  )
}

type ErrorClass = abstract new (...parameters: never[]) => Error

/** Waits for the work to finish, and ignores an error of the given class. */
async function ignoring(known: ErrorClass, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof known)) throw error
  }
}

/**
 * Waits for the work to finish, and ignores the error that TTL is already enabled for the table. The SDK has no error
 * class for this case.
 */
async function ignoringAlreadyEnabled(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Error && /already enabled/i.test(error.message))) throw error
  }
}
