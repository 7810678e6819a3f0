/** Counts requests whose replies this test gives, because a form that meets no other causes no failed write. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { prefixedTableNames } from '../../../lambdas/adapters/dynamodb/tables.ts'
import { countRequests } from '../../../tools/cost/metered-ports.ts'
import { modelledTime } from '../../../tools/cost/modelled-time.ts'
import { addUsage, noUsage } from '../../../tools/cost/usage.ts'

const tables = prefixedTableNames('counted')

const failingWith = (error: Error) => {
  const client = new DynamoDBClient({ region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
  const used = noUsage('submit-form')
  countRequests(client, tables, (more) => addUsage(used, more), modelledTime())
  client.middlewareStack.add(
    () => async () => {
      throw error
    },
    { step: 'finalizeRequest', priority: 'high' },
  )
  return { client, used }
}

const failure = { message: 'refused', $metadata: {} }
const item = (TableName: string, size: number) => ({ TableName, Item: { text: { S: 'a'.repeat(size) } } })

test('a write whose condition failed is counted by the size of its item, and fails as before', async () => {
  const { client, used } = failingWith(new ConditionalCheckFailedException(failure))
  await expect(client.send(new PutItemCommand(item(tables.audit, 1_500)))).rejects.toThrow('refused')
  expect(used).toMatchObject({ dynamoDbRequests: 1, failedWrites: 1, writeUnits: 2, writeUnitsByTable: { audit: 2 } })
})

test('a cancelled transaction is counted twice for each item', async () => {
  const { client, used } = failingWith(new TransactionCanceledException(failure))
  const TransactItems = [{ Put: item(tables.audit, 10) }, { Put: item(tables.submissions, 1_500) }]
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toThrow('refused')
  expect(used).toMatchObject({ dynamoDbTransactions: 1, failedWrites: 1, vaultRequests: 1, writeUnits: 6 })
})

test('a request that fails for another reason cannot be counted', async () => {
  const { client } = failingWith(new Error('down'))
  await expect(client.send(new PutItemCommand(item(tables.audit, 1)))).rejects.toThrow('cannot be counted')
})
