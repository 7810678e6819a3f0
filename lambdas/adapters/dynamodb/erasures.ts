import { createHash } from 'node:crypto'
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { ErasureId, type SiteId } from '../../../contracts/identifiers.ts'
import { ErasureRecord, type Erasures, type ErasureTarget, nextRound } from '../../core/erasure/erasures.ts'
import { Fault } from '../../core/fault.ts'
import type { DynamoDbPorts } from './ports.ts'
import { sendOrFault, takesEffect } from './request/conditional-write.ts'
import {
  allOf,
  anyOf,
  type Condition,
  conditionalUpdate,
  equals,
  isAbsent,
  isLess,
  onCondition,
} from './request/expressions.ts'
import { itemKind } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'
import { retentionSweepAt } from './time-to-live.ts'

/**
 * Erasures are stored in the table of conversations. The partition key of an erasure cannot equal the partition key of
 * a conversation, because the latter has only one `#`.
 */
const erasureItems = itemKind({
  table: 'conversations',
  schema: ErasureRecord,
  keyOf: ({ siteId, erasureId }: Pick<ErasureRecord, 'siteId' | 'erasureId'>) => ({
    siteAndConversation: `${siteId}#erasure#${erasureId}`,
    item: 'erasure',
  }),
  besides: ['siteAndConversation', 'item'],
})

/**
 * Returns the key of the latest erasure of a target. The key contains a hash of the target, because a target can have
 * any kind and length.
 */
const latestErasureKey = (siteId: SiteId, target: ErasureTarget) => {
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(target)))
    .digest('hex')
  return { siteAndConversation: `${siteId}#erasure-of#${hash}`, item: 'last' }
}

const LatestErasure = z.object({ erasureId: ErasureId })

export const dynamoDbErasures = ({ documents, tables, pause }: DynamoDbPorts): Erasures => {
  const get: Erasures['get'] = async (siteId, erasureId) => {
    const command = new GetCommand({
      ...tableAndKey(tables, erasureItems, { siteId, erasureId }),
      ConsistentRead: true,
    })
    const { Item } = await sendOrFault(documents.send(command))
    return Item && erasureItems.fromItem(Item)
  }

  return {
    get,

    async latestFor(siteId, target) {
      const Key = latestErasureKey(siteId, target)
      const { Item } = await sendOrFault(
        documents.send(new GetCommand({ TableName: tables.conversations, Key, ConsistentRead: true })),
      )
      if (Item === undefined) return undefined
      const last = LatestErasure.safeParse(Item)
      if (!last.success) throw new Fault('stored-item-malformed')
      return await get(siteId, last.data.erasureId)
    },

    async begin(erasure, before) {
      const { siteId, target, erasureId, erasedAt } = erasure
      const sweepAt = retentionSweepAt(erasedAt)
      const TableName = tables.conversations
      const record = new PutCommand({
        TableName,
        Item: erasureItems.toItem(erasure, sweepAt),
        ...onCondition(isAbsent('item')),
      })
      await takesEffect(() => documents.send(record), pause)
      // Also allow the erasure's own id, because the SDK resends a request whose response was lost.
      const mayFollow = anyOf(
        before === undefined ? isAbsent('item') : equals('erasureId', before),
        equals('erasureId', erasureId),
      )
      const last = new PutCommand({
        TableName,
        Item: { ...latestErasureKey(siteId, target), erasureId, sweepAt },
        ...onCondition(mayFollow),
      })
      return await takesEffect(() => documents.send(last), pause)
    },

    async advance(erasure) {
      const { status, place, erasedSubmissions, beyondPlace, erasedAt } = erasure
      const isFurther =
        place === undefined ? [] : [anyOf(isAbsent('place'), isLess('place', place), equals('place', place))]
      const update = new UpdateCommand({
        ...tableAndKey(tables, erasureItems, erasure),
        ...conditionalUpdate(
          { set: { status, place, erasedSubmissions, beyondPlace } },
          allOf(isRunningRound(erasedAt), ...isFurther),
        ),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async beginRound(erasure, erasedAt) {
      const next = nextRound(erasure, erasedAt)
      const { earlierSubmissions, erasedSubmissions } = next
      const update = new UpdateCommand({
        ...tableAndKey(tables, erasureItems, erasure),
        ...conditionalUpdate(
          { set: { erasedAt, earlierSubmissions, erasedSubmissions }, remove: ['place', 'beyondPlace'] },
          isRunningRound(erasure.erasedAt),
        ),
      })
      return (await takesEffect(() => documents.send(update), pause)) ? next : undefined
    },
  }
}

/** The erasure is still running, and its current round began at this time. */
const isRunningRound = (erasedAt: number): Condition => allOf(equals('status', 'running'), equals('erasedAt', erasedAt))
