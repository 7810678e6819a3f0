import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { clientFor, createTables, rejectionOf, startForTest, temporaryFolder } from './start-for-test.ts'

const expireBy = (AttributeName: string, Enabled = true) =>
  new UpdateTimeToLiveCommand({ TableName: 'notes', TimeToLiveSpecification: { Enabled, AttributeName } })

describe('a table', () => {
  test('is created and deleted immediately, together with its rows and settings', async () => {
    const { client } = await startForTest()
    const described = await client.send(new DescribeTableCommand({ TableName: 'entries' }))
    expect(described.Table?.TableStatus).toBe('ACTIVE')
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a' } }))
    await client.send(new PutCommand({ TableName: 'entries', Item: { chain: 'c', sequence: 1, author: 'ann' } }))
    await client.send(expireBy('sweepAt'))
    await client.send(new DeleteTableCommand({ TableName: 'notes' }))
    await client.send(new DeleteTableCommand({ TableName: 'entries' }))
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([])
    const error = await rejectionOf(client.send(new GetCommand({ TableName: 'notes', Key: { id: 'a' } })))
    expect(error.name).toBe('ResourceNotFoundException')
    await createTables(client)
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['entries', 'notes'])
    expect((await client.send(new GetCommand({ TableName: 'notes', Key: { id: 'a' } }))).Item).toBeUndefined()
    expect((await client.send(new ScanCommand({ TableName: 'entries' }))).Items).toEqual([])
    const settings = await client.send(new DescribeTimeToLiveCommand({ TableName: 'notes' }))
    expect(settings.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' })
  })

  test('cannot be created twice', async () => {
    const { client } = await startForTest()
    expect((await rejectionOf(createTables(client))).name).toBe('ResourceInUseException')
  })

  test('keeps its rows and settings across a restart', async () => {
    const dataFolder = await temporaryFolder()
    const first = await startForTest({ dataFolder })
    await first.client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a', text: 'kept' } }))
    await first.client.send(expireBy('sweepAt'))
    await first.client.send(
      new UpdateContinuousBackupsCommand({
        TableName: 'notes',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    )
    await first.dynamodb.close()
    const again = await startEmbeddedDynamoDb({ dataFolder })
    const client = clientFor(again.endpoint)
    expect((await client.send(new GetCommand({ TableName: 'notes', Key: { id: 'a' } }))).Item?.text).toBe('kept')
    const expiry = await client.send(new DescribeTimeToLiveCommand({ TableName: 'notes' }))
    expect(expiry.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'sweepAt' })
    const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName: 'notes' }))
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe(
      'ENABLED',
    )
    await again.close()
  })

  test('returns the result of a query in pages, in either direction', async () => {
    const { client } = await startForTest()
    for (let sequence = 1; sequence <= 6; sequence += 1)
      await client.send(new PutCommand({ TableName: 'entries', Item: { chain: 'c', sequence } }))
    await client.send(new PutCommand({ TableName: 'entries', Item: { chain: 'other', sequence: 1 } }))
    const page = (ScanIndexForward: boolean, ExclusiveStartKey?: Record<string, unknown>) =>
      client.send(
        new QueryCommand({
          TableName: 'entries',
          KeyConditionExpression: '#chain = :c AND #sequence > :one',
          ExpressionAttributeNames: { '#chain': 'chain', '#sequence': 'sequence' },
          ExpressionAttributeValues: { ':c': 'c', ':one': 1 },
          Limit: 3,
          ScanIndexForward,
          ExclusiveStartKey,
        }),
      )
    for (const [forward, expected] of [
      [
        true,
        [
          [2, 3, 4],
          [5, 6],
        ],
      ],
      [
        false,
        [
          [6, 5, 4],
          [3, 2],
        ],
      ],
    ] as const) {
      const first = await page(forward)
      const second = await page(forward, first.LastEvaluatedKey)
      expect([first, second].map(({ Items }) => Items?.map(({ sequence }) => sequence))).toEqual(expected)
      expect(second.LastEvaluatedKey).toBeUndefined()
    }
  })
})

describe('time to live', () => {
  test('can be enabled once and disabled once', async () => {
    const { client } = await startForTest()
    expect((await client.send(expireBy('sweepAt'))).TimeToLiveSpecification).toEqual({
      Enabled: true,
      AttributeName: 'sweepAt',
    })
    expect((await rejectionOf(client.send(expireBy('sweepAt')))).message).toBe('TimeToLive is already enabled')
    await client.send(expireBy('sweepAt', false))
    expect((await rejectionOf(client.send(expireBy('sweepAt', false)))).message).toBe('TimeToLive is already disabled')
    const unknownTable = client.send(new DescribeTimeToLiveCommand({ TableName: 'nowhere' }))
    expect((await rejectionOf(unknownTable)).name).toBe('ResourceNotFoundException')
  })

  test('removes only expired rows, and only from tables where it is enabled', async () => {
    const { client, dynamodb } = await startForTest()
    await client.send(expireBy('sweepAt'))
    const rows = { past: 999, now: 1000, future: 1001, text: '1', none: undefined }
    for (const [id, sweepAt] of Object.entries(rows))
      await client.send(new PutCommand({ TableName: 'notes', Item: { id, sweepAt } }))
    await client.send(new PutCommand({ TableName: 'entries', Item: { chain: 'c', sequence: 1, sweepAt: 1 } }))
    expect(await dynamodb.sweep(1000)).toBe(2)
    const { Items } = await client.send(new ScanCommand({ TableName: 'notes' }))
    expect(Items?.map(({ id }) => id).sort()).toEqual(['future', 'none', 'text'])
    expect((await client.send(new ScanCommand({ TableName: 'entries' }))).Count).toBe(1)
    expect(await dynamodb.sweep(1000)).toBe(0)
  })

  test('removes expired rows automatically if configured', async () => {
    const { client, dynamodb } = await startForTest({ sweepEverySeconds: 0.02, clock: { now: () => 5_000_000 } })
    await client.send(expireBy('sweepAt'))
    const gone = new Promise((resolve) => {
      dynamodb.onWrite('notes', (change) => change.newItem ?? resolve(change.oldItem))
    })
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'a', sweepAt: 5000 } }))
    expect(await gone).toEqual({ id: { S: 'a' }, sweepAt: { N: '5000' } })
  })
})
