import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { onTestFinished } from 'vitest'
import {
  type EmbeddedDynamoDb,
  type EmbeddedDynamoDbOptions,
  startEmbeddedDynamoDb,
} from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'

export const clientFor = (endpoint: string, maxSockets = 50): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets }) },
  })
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}

/** Two tables: `notes` by id, `entries` by chain and sequence. */
export const createTables = async (client: DynamoDBDocumentClient): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: 'notes',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  )
  await client.send(
    new CreateTableCommand({
      TableName: 'entries',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'chain', AttributeType: 'S' },
        { AttributeName: 'sequence', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'chain', KeyType: 'HASH' },
        { AttributeName: 'sequence', KeyType: 'RANGE' },
      ],
    }),
  )
}

/** Runs for the duration of one test, with the two tables. */
export const startForTest = async (
  options: EmbeddedDynamoDbOptions = {},
  maxSockets?: number,
): Promise<{ dynamodb: EmbeddedDynamoDb; client: DynamoDBDocumentClient }> => {
  const dynamodb = await startEmbeddedDynamoDb(options)
  onTestFinished(() => dynamodb.close())
  const client = clientFor(dynamodb.endpoint, maxSockets)
  onTestFinished(() => client.destroy())
  await createTables(client)
  return { dynamodb, client }
}

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-dynamodb-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The error that a call is rejected with. */
export const rejectionOf = async (call: Promise<unknown>): Promise<Error & Record<string, unknown>> => {
  try {
    await call
  } catch (error) {
    if (error instanceof Error) return Object.assign(error)
    throw error
  }
  throw new Error('The call was not rejected.')
}
