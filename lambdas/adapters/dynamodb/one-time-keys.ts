import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { KeyRecord } from '../../core/one-time-keys/key-record.ts'
import type { Keys } from '../../core/one-time-keys/one-time-keys.ts'
import type { TransactionPorts } from './audit/audited-transaction.ts'
import { separateRecords } from './audit/separate-record.ts'
import { isNewOrPlacedBefore } from './conditions.ts'
import { keyItems } from './items.ts'
import { conditionalWrite } from './request/conditional-write.ts'
import { onCondition } from './request/expressions.ts'
import { keySweepAt } from './time-to-live.ts'

/**
 * Puts a new key, or puts it again with a later position of its audit record. A duplicate put that arrives late must
 * not make a used key valid again. Two keys of 256 random bits never collide, so an existing item with this hash is for
 * this same key.
 */
export const keyPutter =
  ({ documents, tables, pause }: TransactionPorts) =>
  async (key: KeyRecord): Promise<void> => {
    const put = new PutCommand({
      TableName: tables[keyItems.table],
      Item: keyItems.toItem(key, keySweepAt(key.expiresAt)),
      ...onCondition(isNewOrPlacedBefore(key.chainPlace)),
    })
    await conditionalWrite(() => documents.send(put), pause)
  }

export const dynamoDbKeys = (ports: TransactionPorts): Keys => {
  const putKey = keyPutter(ports)
  const records = separateRecords(ports)
  return {
    async add(key, onRecord) {
      if (onRecord === undefined) return await putKey(key)
      const { event, now, authenticate } = onRecord
      await records.put({
        event,
        now,
        beside: (chainPlace) => putKey({ ...key, chainPlace, chainMac: authenticate?.(chainPlace) }),
      })
    },
  }
}
