import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../../local/embedded-dynamodb/change-feed.ts'
import { rejectionOf, startForTest } from './start-for-test.ts'

describe('a change listener', () => {
  test('receives every committed change of its table in order, and gets the item before and after the change', async () => {
    const { client, dynamodb } = await startForTest()
    const received: Change[] = []
    const stop = dynamodb.onWrite('notes', (change) => received.push(change))
    const Item = { id: 'a', n: 1 }
    await client.send(new PutCommand({ TableName: 'notes', Item }))
    await client.send(new PutCommand({ TableName: 'notes', Item }))
    await client.send(
      new UpdateCommand({
        TableName: 'notes',
        Key: { id: 'a' },
        UpdateExpression: 'SET n = :two, #bytes = :bytes',
        ExpressionAttributeNames: { '#bytes': 'bytes' },
        ExpressionAttributeValues: { ':two': 2, ':bytes': new Uint8Array([255]) },
      }),
    )
    await client.send(new DeleteCommand({ TableName: 'notes', Key: { id: 'a' } }))
    await client.send(new DeleteCommand({ TableName: 'notes', Key: { id: 'a' } }))
    const one = { id: { S: 'a' }, n: { N: '1' } }
    const two = { id: { S: 'a' }, n: { N: '2' }, bytes: { B: '/w==' } }
    expect(received).toEqual([
      { table: 'notes', newItem: one },
      { table: 'notes', oldItem: one, newItem: two },
      { table: 'notes', oldItem: two },
    ])
    stop()
    await client.send(new PutCommand({ TableName: 'notes', Item }))
    expect(received).toHaveLength(3)
  })

  test('receives changes from transactions and batches, but none from cancelled transactions or condition checks', async () => {
    const { client, dynamodb } = await startForTest()
    const received: unknown[] = []
    dynamodb.onWrite('entries', ({ newItem }) => received.push(newItem?.chain))
    const put = (chain: string) => ({ TableName: 'entries', Item: { chain, sequence: 1 } })
    const check = (ConditionExpression: string) => ({
      ConditionCheck: { TableName: 'entries', Key: { chain: 'z', sequence: 1 }, ConditionExpression },
    })
    await client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: put('a') }, check('attribute_not_exists(chain)'), { Put: put('b') }],
      }),
    )
    await rejectionOf(
      client.send(new TransactWriteCommand({ TransactItems: [{ Put: put('x') }, check('attribute_exists(chain)')] })),
    )
    await client.send(
      new BatchWriteCommand({ RequestItems: { entries: [{ PutRequest: { Item: { chain: 'c', sequence: 1 } } }] } }),
    )
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'not-mine' } }))
    expect(received).toEqual([{ S: 'a' }, { S: 'b' }, { S: 'c' }])
  })
})
