/** The cost of an append: a correct hint saves the query for the chain head, and a wrong one costs one additional attempt. */
import { randomBytes, randomUUID } from 'node:crypto'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { dynamoDbAuditLog } from '../../../../../lambdas/adapters/dynamodb/audit/log.ts'
import { documentClientOf, dynamoDbClient } from '../../../../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../../../../lambdas/adapters/dynamodb/tables.ts'
import { newSampleRecords } from '../../../../port-contracts/sample-records.ts'
import { withCommandStub } from '../../../../port-contracts/stubbed-client.ts'

const hint = { sequence: 7, hash: 'a'.repeat(64) }

/** A log over a table that accepts every put, and contains the record of a hint or not. */
function logOverStub({ isHintRight }: { isHintRight: boolean }) {
  const commands: string[] = []
  const client = withCommandStub(dynamoDbClient({ region: 'eu-central-1' }), (command) => {
    commands.push(command)
    if (command === 'TransactWriteItemsCommand' && !isHintRight) {
      const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }]
      throw new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons })
    }
    return { reply: {} }
  })
  const randomness = { bytes: (length: number) => randomBytes(length), uuid: () => randomUUID() }
  const ports = { documents: documentClientOf(client), tables: prefixedTableNames('stage'), pause: async () => {} }
  return { commands, audit: dynamoDbAuditLog({ ...ports, randomness, clock: { now: () => 1 } }) }
}

const { event } = newSampleRecords(1)

test('an append with a correct hint is one transaction that also checks the hint, and an append after a chain head that this process wrote itself is one put', async () => {
  const { audit, commands } = logOverStub({ isHintRight: true })
  const head = await audit.append(event, hint)
  expect(head.sequence).toBe(8)
  await audit.append(event, head)
  expect(commands).toEqual(['TransactWriteItemsCommand', 'PutItemCommand'])
})

test('an append with a forged hint needs one more database call than an append without a hint', async () => {
  const { audit, commands } = logOverStub({ isHintRight: false })
  expect((await audit.append(event, hint)).sequence).toBe(1)
  expect(commands).toEqual(['TransactWriteItemsCommand', 'QueryCommand', 'PutItemCommand'])
})
