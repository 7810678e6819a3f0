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
  isPresent,
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
      const { status, place, formPlace, erasedSubmissions, beyondPlace, check, erasedAt } = erasure
      const update = new UpdateCommand({
        ...tableAndKey(tables, erasureItems, erasure),
        ...conditionalUpdate(
          { set: { status, place, formPlace, erasedSubmissions, beyondPlace, check } },
          allOf(isRunningRound(erasedAt), isFurther(erasure)),
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
          {
            set: { erasedAt, earlierSubmissions, erasedSubmissions },
            remove: ['place', 'formPlace', 'beyondPlace', 'check'],
          },
          isRunningRound(erasure.erasedAt),
        ),
      })
      return (await takesEffect(() => documents.send(update), pause)) ? next : undefined
    },
  }
}

/** The erasure is still running, and its current round began at this time. */
const isRunningRound = (erasedAt: number): Condition => allOf(equals('status', 'running'), equals('erasedAt', erasedAt))

/** The stored progress is not further than this. An erasure that is done is the furthest of its round. */
const isFurther = ({ status, place, formPlace, check }: ErasureRecord): Condition => {
  if (check === undefined)
    return allOf(isAbsent('check'), isNotBefore('place', place), isNotBefore('formPlace', formPlace))
  if (status === 'done') return isPresent('status')
  return allOf(isNotBefore('check.place', check.place), isNotBefore('check.formPlace', check.formPlace))
}

/** The stored place is absent or not after this one. */
const isNotBefore = (attribute: string, place: string | undefined): Condition =>
  place === undefined
    ? isAbsent(attribute)
    : anyOf(isAbsent(attribute), isLess(attribute, place), equals(attribute, place))
