import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../core/fault.ts'
import type { Keys } from '../../core/one-time-keys/one-time-keys.ts'
import { forThisAction, notExpired, unclaimedOrClaimedBy } from './conditions.ts'
import { keyItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite } from './request/conditional-write.ts'
import { allOf, conditionalUpdate, isAbsent, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import { keySweepAt } from './time-to-live.ts'

export const dynamoDbKeys = ({ documents, tables, pause }: DynamoDbPorts): Keys => ({
  async add(key) {
    const put = new PutCommand({
      TableName: tables[keyItems.table],
      Item: keyItems.toItem(key, keySweepAt(key.expiresAt)),
      // A put that was sent twice and arrives late must not make a spent key whole again. 256 random bits never meet
      // another key, so what is there already is this one.
      ...onCondition(isAbsent('keyHash')),
    })
    await conditionalWrite(() => documents.send(put), pause)
  },

  async claimForVisitor(keyHash, { visitorHash, now }) {
    const update = new UpdateCommand({
      ...tableAndKey(tables, keyItems, { keyHash }),
      ...conditionalUpdate(
        { set: { claimedBy: visitorHash } },
        allOf(unclaimedOrClaimedBy(visitorHash), forThisAction('open'), notExpired(now)),
      ),
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    const written = await conditionalWrite(() => documents.send(update), pause)
    if ('existingItem' in written) return { refused: written.existingItem && keyItems.fromItem(written.existingItem) }
    const { Attributes: claimed } = written.tookEffect
    if (claimed === undefined) throw new Fault('storage-failed')
    return { claimed: keyItems.fromItem(claimed) }
  },
})
