import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { rejectionOf, startForTest, temporaryFolder } from './start-for-test.ts'

const put = (id: string, more: object = {}) => ({ Put: { TableName: 'notes', Item: { id, ...more } } })

describe('a transaction', () => {
  test('puts, updates, deletes and checks items together', async () => {
    const { client } = await startForTest()
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'updated', count: 1 } }))
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'deleted' } }))
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'checked', open: true } }))
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          put('new'),
          {
            Update: {
              TableName: 'notes',
              Key: { id: 'updated' },
              UpdateExpression: 'ADD #count :one',
              ConditionExpression: '#count = :one',
              ExpressionAttributeNames: { '#count': 'count' },
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
          { Delete: { TableName: 'notes', Key: { id: 'deleted' } } },
          {
            ConditionCheck: {
              TableName: 'notes',
              Key: { id: 'checked' },
              ConditionExpression: '#open = :yes',
              ExpressionAttributeNames: { '#open': 'open' },
              ExpressionAttributeValues: { ':yes': true },
            },
          },
          { Put: { TableName: 'entries', Item: { chain: 'c', sequence: 1, author: 'ann' } } },
        ],
      }),
    )
    const { Responses } = await client.send(
      new TransactGetCommand({
        TransactItems: ['checked', 'deleted', 'new', 'updated'].map((id) => ({
          Get: { TableName: 'notes', Key: { id } },
        })),
      }),
    )
    expect(Responses?.map(({ Item }) => Item)).toEqual([
      { id: 'checked', open: true },
      undefined,
      { id: 'new' },
      { id: 'updated', count: 2 },
    ])
    const query = new QueryCommand({
      TableName: 'entries',
      KeyConditionExpression: 'chain = :c',
      ExpressionAttributeValues: { ':c': 'c' },
    })
    expect((await client.send(query)).Items).toEqual([{ chain: 'c', sequence: 1, author: 'ann' }])
  })

  test('writes nothing when one condition fails, and returns the reasons in the order of its items', async () => {
    const { client } = await startForTest()
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'taken', by: 'other' } }))
    const unless = { ConditionExpression: 'attribute_not_exists(id)' }
    const error = await rejectionOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            put('free'),
            {
              Put: {
                TableName: 'notes',
                Item: { id: 'taken' },
                ...unless,
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            {
              ConditionCheck: {
                TableName: 'notes',
                Key: { id: 'missing' },
                ConditionExpression: 'attribute_exists(id)',
              },
            },
            { Put: { TableName: 'notes', Item: { id: 'other' }, ...unless } },
          ],
        }),
      ),
    )
    expect(error.name).toBe('TransactionCanceledException')
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
        '[None, ConditionalCheckFailed, ConditionalCheckFailed, None]',
    )
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { id: { S: 'taken' }, by: { S: 'other' } },
      },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      { Code: 'None' },
    ])
    const { Item } = await client.send(new GetCommand({ TableName: 'notes', Key: { id: 'free' } }))
    expect(Item).toBeUndefined()
  })

  test('is refused if two of its operations are for the same item', async () => {
    const { client } = await startForTest()
    const error = await rejectionOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [put('same'), { Delete: { TableName: 'notes', Key: { id: 'same' } } }],
        }),
      ),
    )
    expect(error.name).toBe('ValidationException')
    expect(error.message).toBe('Transaction request cannot include multiple operations on one item')
  })

  test('accepts at most a hundred items', async () => {
    const { client } = await startForTest()
    const items = Array.from({ length: 100 }, (_, index) => put(`note-${index}`))
    await client.send(new TransactWriteCommand({ TransactItems: items }))
    const error = await rejectionOf(
      client.send(new TransactWriteCommand({ TransactItems: [...items, put('one-more')] })),
    )
    expect(error.name).toBe('ValidationException')
    expect(error.message).toContain('Member must have length less than or equal to 100')
    const none = await rejectionOf(client.send(new TransactWriteCommand({ TransactItems: [] })))
    expect(none.name).toBe('ValidationException')
  })

  test('is rejected for an invalid expression, and cancelled for an item that does not match its table', async () => {
    const { client } = await startForTest()
    const faulty = await rejectionOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            put('a'),
            { Put: { TableName: 'notes', Item: { id: 'b' }, ConditionExpression: 'nonsense(' } },
          ],
        }),
      ),
    )
    expect(faulty.name).toBe('ValidationException')
    const unfit = await rejectionOf(
      client.send(
        new TransactWriteCommand({ TransactItems: [put('a'), { Put: { TableName: 'notes', Item: { id: 7 } } }] }),
      ),
    )
    expect(unfit.name).toBe('TransactionCanceledException')
    expect(unfit.CancellationReasons).toMatchObject([{ Code: 'None' }, { Code: 'ValidationError' }])
    const noTable = await rejectionOf(
      client.send(
        new TransactWriteCommand({ TransactItems: [put('a'), { Put: { TableName: 'nowhere', Item: { id: 'b' } } }] }),
      ),
    )
    expect(noTable.name).toBe('ResourceNotFoundException')
    const { Item } = await client.send(new GetCommand({ TableName: 'notes', Key: { id: 'a' } }))
    expect(Item).toBeUndefined()
  })

  test('requires a condition for a check and an expression for an update', async () => {
    const { client } = await startForTest()
    const error = await rejectionOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [{ Update: { TableName: 'notes', Key: { id: 'a' }, UpdateExpression: undefined } }],
        }),
      ),
    )
    expect(error.name).toBe('ValidationException')
    expect(error.message).toContain('transactItems.1.member.update.updateExpression')
  })

  test('consumes twice the capacity units of its parts', async () => {
    const { client } = await startForTest()
    const { ConsumedCapacity } = await client.send(
      new TransactWriteCommand({ TransactItems: [put('a'), put('b')], ReturnConsumedCapacity: 'TOTAL' }),
    )
    expect(ConsumedCapacity).toEqual([{ TableName: 'notes', CapacityUnits: 4 }])
  })
})

describe('a reader during transactions', () => {
  test('never sees a partial transaction', async () => {
    const { client } = await startForTest({ dataFolder: await temporaryFolder() })
    const write = (version: number) =>
      client.send(
        new TransactWriteCommand({
          TransactItems: Array.from({ length: 20 }, (_, sequence) => ({
            Put: { TableName: 'entries', Item: { chain: 'c', sequence, author: 'ann', version } },
          })),
        }),
      )
    await write(0)
    const Keys = Array.from({ length: 20 }, (_, sequence) => ({ chain: 'c', sequence }))
    const batchGet = async () =>
      (await client.send(new BatchGetCommand({ RequestItems: { entries: { Keys } } }))).Responses?.entries
    const transactGet = async () =>
      (
        await client.send(
          new TransactGetCommand({ TransactItems: Keys.map((Key) => ({ Get: { TableName: 'entries', Key } })) }),
        )
      ).Responses?.map(({ Item }) => Item)
    const query = new QueryCommand({
      TableName: 'entries',
      KeyConditionExpression: 'chain = :c',
      ExpressionAttributeValues: { ':c': 'c' },
    })
    const seen = new Set<number>()
    let writing = true
    const writer = (async () => {
      for (let version = 1; version <= 60; version += 1) await write(version)
      writing = false
    })()
    const queried = async () => (await client.send(query)).Items
    const readers = [batchGet, transactGet, queried].map(async (read) => {
      while (writing) {
        const versions = (await read())?.map((item) => item?.version)
        expect(versions).toHaveLength(20)
        expect(new Set(versions).size).toBe(1)
        seen.add(versions?.[0])
      }
    })
    await Promise.all([writer, ...readers])
    expect(seen.size).toBeGreaterThan(2)
  })
})
