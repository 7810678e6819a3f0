import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { startForTest, temporaryFolder } from './start-for-test.ts'

const claim = (claimant: string) => ({
  TableName: 'notes',
  Key: { id: 'key' },
  UpdateExpression: 'SET claimedBy = :claimant',
  ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(claimedBy)',
  ExpressionAttributeValues: { ':claimant': claimant },
})

const claimants = Array.from({ length: 1000 }, (_, index) => `claimant-${index}`)

describe('a thousand concurrent claims on a thousand connections', () => {
  test('have exactly one winner when they use transactions', async () => {
    const { client } = await startForTest({ dataFolder: await temporaryFolder() }, 1000)
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'key' } }))
    const outcomes = await Promise.allSettled(
      claimants.map((claimant) =>
        client.send(
          new TransactWriteCommand({
            TransactItems: [
              { Update: claim(claimant) },
              { Put: { TableName: 'entries', Item: { chain: claimant, sequence: 1, author: claimant } } },
            ],
          }),
        ),
      ),
    )
    const winners = claimants.filter((_, index) => outcomes[index]?.status === 'fulfilled')
    const refusals = new Set(
      outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.name] : [])),
    )
    expect(winners).toHaveLength(1)
    expect(refusals).toEqual(new Set(['TransactionCanceledException']))
    const { Item } = await client.send(new GetCommand({ TableName: 'notes', Key: { id: 'key' } }))
    expect(Item?.claimedBy).toBe(winners[0])
  })

  test('have exactly one winner when they use conditional updates', async () => {
    const { client } = await startForTest({}, 1000)
    await client.send(new PutCommand({ TableName: 'notes', Item: { id: 'key' } }))
    const outcomes = await Promise.allSettled(
      claimants.map((claimant) => client.send(new UpdateCommand(claim(claimant)))),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusals = new Set(
      outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.name] : [])),
    )
    expect(refusals).toEqual(new Set(['ConditionalCheckFailedException']))
  })
})
