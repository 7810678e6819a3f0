import { expect, test } from 'vitest'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { dynamoDbStorage } from './dynamodb-storage.ts'
import { embeddedStorage } from './embedded-storage.ts'
import { countLostWrites } from './lost-writes.ts'
import { storageContract } from './storage-contract.ts'

storageContract('the embedded DynamoDB', async () => {
  const embedded = await startEmbeddedDynamoDb()
  return await dynamoDbStorage(embedded.endpoint, { closeEndpoint: embedded.close })
})

const storage = embeddedStorage()

test('a write concurrent with a refused transaction is not lost', async () => {
  expect(await countLostWrites(storage(), 40)).toBe(0)
})
