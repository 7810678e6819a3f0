import { afterAll, beforeAll } from 'vitest'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { type DynamoDbUnderTest, dynamoDbStorage } from './dynamodb-storage.ts'

/** The adapters on an embedded DynamoDB of their own, for the tests of one file. */
export function embeddedStorage(): () => DynamoDbUnderTest {
  let made: DynamoDbUnderTest | undefined
  beforeAll(async () => {
    const embedded = await startEmbeddedDynamoDb()
    made = await dynamoDbStorage(embedded.endpoint, { closeEndpoint: embedded.close })
  })
  afterAll(() => made?.close())
  return () => {
    if (made === undefined) throw new Error('The storage under test could not be made.')
    return made
  }
}
