import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import { Fault } from '../../core/fault.ts'
import type { KeyRecord } from '../../core/one-time-keys/key-record.ts'
import type { Keys } from '../../core/one-time-keys/one-time-keys.ts'
import { auditedTransactions, type TransactionPorts } from './audit/audited-transaction.ts'
import { forThisAction, notExpired, unclaimedOrClaimedBy } from './conditions.ts'
import { keyItems } from './items.ts'
import { batchGet, itemRequest } from './request/batch-get.ts'
import { conditionalWrite } from './request/conditional-write.ts'
import { allOf, conditionalUpdate, isAbsent, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import { keySweepAt } from './time-to-live.ts'

export const dynamoDbKeys = (ports: TransactionPorts): Keys => {
  const { documents, tables, pause } = ports
  const transactions = auditedTransactions(ports)
  const putOf = (key: KeyRecord) => ({
    TableName: tables[keyItems.table],
    Item: keyItems.toItem(key, keySweepAt(key.expiresAt)),
    // A duplicate put that arrives late must not make a used key valid again. Two keys of 256 random bits never
    // collide, so an existing item with this hash is for this same key.
    ...onCondition(isAbsent('keyHash')),
  })
  return {
    async add(key, onRecord) {
      if (onRecord === undefined) {
        await conditionalWrite(() => documents.send(new PutCommand(putOf(key))), pause)
        return
      }
      const { event, after, now } = onRecord
      const parts = (chainPlace: ChainHead) => [{ item: { Put: putOf({ ...key, chainPlace }) } }]
      await transactions.commit({ events: [event], after, now, parts })
    },

    async claimForVisitor(keyHash, { visitorHash, now }) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, keyItems, { keyHash }),
        ...conditionalUpdate(
          { set: { claimedBy: visitorHash } },
          allOf(unclaimedOrClaimedBy(visitorHash), forThisAction('open'), notExpired(now)),
        ),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      // Only a claim changes a key, so a concurrent read finds the claimed key. The claim does not request all
      // attributes in return, because its role would then need permission to write all of them.
      const asked = itemRequest(keyItems, { keyHash })
      const [answers, written] = await Promise.all([
        batchGet(ports, [asked]),
        conditionalWrite(() => documents.send(update), pause),
      ])
      if ('existingItem' in written) return { refused: written.existingItem && keyItems.fromItem(written.existingItem) }
      const read = answers(asked)
      if (read === undefined) throw new Fault('storage-failed')
      return { claimed: { ...read, claimedBy: visitorHash } }
    },
  }
}
