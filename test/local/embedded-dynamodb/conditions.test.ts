import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { rejectionOf, startForTest } from './start-for-test.ts'

const expectRed = {
  ConditionExpression: 'colour = :red',
  ExpressionAttributeValues: { ':red': 'red' },
} as const

const expectRedReturningOld = { ...expectRed, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

const calls: [string, (client: DynamoDBDocumentClient) => Promise<unknown>][] = [
  [
    'PutItem',
    (client) => client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a' }, ...expectRedReturningOld })),
  ],
  [
    'UpdateItem',
    (client) =>
      client.send(
        new UpdateCommand({
          TableName: 'notes',
          Key: { id: 'a' },
          UpdateExpression: 'REMOVE colour',
          ...expectRedReturningOld,
        }),
      ),
  ],
  [
    'DeleteItem',
    (client) => client.send(new DeleteCommand({ TableName: 'notes', Key: { id: 'a' }, ...expectRedReturningOld })),
  ],
]

describe('a failed condition', () => {
  test.each(calls)('in %s returns the existing item if the request asks for it', async (_name, call) => {
    const { client } = await startForTest()
    const withoutItem = await rejectionOf(call(client))
    expect(withoutItem.name).toBe('ConditionalCheckFailedException')
    expect(withoutItem.Item).toBeUndefined()
    const Item = { id: 'a', colour: 'blue', bytes: new Uint8Array([1, 2]) }
    await client.send(new PutCommand({ TableName: 'notes', Item }))
    const withItem = await rejectionOf(call(client))
    expect(withItem.message).toBe('The conditional request failed')
    // The document client does not convert the items of errors.
    expect(withItem.Item).toEqual({ id: { S: 'a' }, colour: { S: 'blue' }, bytes: { B: Item.bytes } })
  })

  test('does not return the existing item if the request does not ask for it', async () => {
    const { client } = await startForTest()
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a', colour: 'blue' } }))
    const error = await rejectionOf(
      client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a' }, ...expectRed })),
    )
    expect(error.name).toBe('ConditionalCheckFailedException')
    expect(error.Item).toBeUndefined()
  })
})
