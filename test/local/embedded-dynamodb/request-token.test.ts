import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { clientFor, rejectionOf, startForTest, temporaryFolder } from './start-for-test.ts'

const addTo = (id: string, ClientRequestToken?: string, amount = 1) =>
  new TransactWriteCommand({
    ClientRequestToken,
    TransactItems: [
      {
        Update: {
          TableName: 'notes',
          Key: { id },
          UpdateExpression: 'ADD #count :amount',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':amount': amount },
        },
      },
    ],
  })

const countOf = (id: string) => new GetCommand({ TableName: 'notes', Key: { id }, ConsistentRead: true })

describe('the client request token', () => {
  test('makes a repeated transaction succeed without a second effect', async () => {
    const { client } = await startForTest()
    await client.send(addTo('a', 'token-1'))
    await client.send(addTo('a', 'token-1'))
    expect((await client.send(countOf('a'))).Item?.count).toBe(1)
    await client.send(addTo('a', 'token-2'))
    expect((await client.send(countOf('a'))).Item?.count).toBe(2)
  })

  test('lets every concurrent caller with the same token succeed, and applies the transaction only once', async () => {
    const { client } = await startForTest()
    await Promise.all(Array.from({ length: 50 }, () => client.send(addTo('a', 'one-token'))))
    expect((await client.send(countOf('a'))).Item?.count).toBe(1)
  })

  test('makes a different request with the same token fail', async () => {
    const { client } = await startForTest()
    await client.send(addTo('a', 'token'))
    const error = await rejectionOf(client.send(addTo('a', 'token', 5)))
    expect(error.name).toBe('IdempotentParameterMismatchException')
    expect((await client.send(countOf('a'))).Item?.count).toBe(1)
  })

  test('expires after ten minutes', async () => {
    let now = Date.parse('2026-01-01T00:00:00.000Z')
    const { client } = await startForTest({ clock: { now: () => now } })
    await client.send(addTo('a', 'token'))
    now += 10 * 60_000 - 1
    await client.send(addTo('a', 'token'))
    expect((await client.send(countOf('a'))).Item?.count).toBe(1)
    now += 1
    await client.send(addTo('a', 'token', 5))
    expect((await client.send(countOf('a'))).Item?.count).toBe(6)
    now += 60 * 60_000
    await client.send(addTo('a', 'other'))
    expect((await client.send(countOf('a'))).Item?.count).toBe(7)
  })

  test('can be used again after a cancelled transaction', async () => {
    const { client } = await startForTest()
    const onlyAfter = new TransactWriteCommand({
      ClientRequestToken: 'token',
      TransactItems: [
        {
          Update: {
            TableName: 'notes',
            Key: { id: 'a' },
            UpdateExpression: 'SET done = :yes',
            ConditionExpression: 'attribute_exists(id)',
            ExpressionAttributeValues: { ':yes': true },
          },
        },
      ],
    })
    expect((await rejectionOf(client.send(onlyAfter))).name).toBe('TransactionCanceledException')
    await client.send(addTo('a'))
    await client.send(onlyAfter)
    expect((await client.send(countOf('a'))).Item).toEqual({ id: 'a', count: 1, done: true })
  })

  test('is kept across a restart', async () => {
    const dataFolder = await temporaryFolder()
    const first = await startForTest({ dataFolder })
    await first.client.send(addTo('a', 'token'))
    await first.dynamodb.close()
    const again = await startEmbeddedDynamoDb({ dataFolder })
    const client = clientFor(again.endpoint)
    await client.send(addTo('a', 'token'))
    expect((await client.send(countOf('a'))).Item?.count).toBe(1)
    await again.close()
  })
})
