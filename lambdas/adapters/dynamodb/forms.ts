import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { FormId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../core/fault.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import type { FormCondition, Forms } from '../../core/forms/forms.ts'
import {
  inState,
  notClosed,
  notErased,
  notExpired,
  notSubmitted,
  ofGeneration,
  ofVisitor,
  sentUntil,
  unboundOrOfVisitor,
} from './conditions.ts'
import { conversationPartition, formItems } from './items.ts'
import { dynamoDbKeys } from './one-time-keys.ts'
import type { DynamoDbPorts } from './ports.ts'
import { batchGet, itemRequest } from './request/batch-get.ts'
import { conditionalWrite, sendOrFault, takesEffect } from './request/conditional-write.ts'
import {
  allOf,
  beginsWith,
  conditionalUpdate,
  equals,
  isAbsent,
  isPresent,
  onCondition,
  whereKey,
} from './request/expressions.ts'
import type { Item } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'
import { formAndConversationSweepAt, formPointerSweepAt } from './time-to-live.ts'

const pointerPrefix = 'form#'
const pointerTo = (formId: FormId): string => `${pointerPrefix}${formId}`

/** Under its conversation, so that listing and erasing are consistent queries. */
const pointerItem = (form: FormRecord, sentAt: number): Item => ({
  siteAndConversation: conversationPartition(form),
  item: pointerTo(form.formId),
  sweepAt: formPointerSweepAt(sentAt),
})

export const dynamoDbForms = (ports: DynamoDbPorts): Forms => {
  const { documents, tables, pause } = ports
  const keys = dynamoDbKeys(ports)

  /**
   * Puts an item of a new id. A put that was sent twice and arrives late must not bring back what the form has left behind
   * since; what is there already is this very item.
   */
  const putNew = async (item: Item, table: string, keyAttribute: string): Promise<void> => {
    const put = new PutCommand({ TableName: table, Item: item, ...onCondition(isAbsent(keyAttribute)) })
    await conditionalWrite(() => documents.send(put), pause)
  }

  return {
    async add(form, openKey) {
      await Promise.all([
        putNew(formItems.toItem(form, formAndConversationSweepAt(form.sentAt)), tables.forms, 'formId'),
        keys.add(openKey),
        putNew(pointerItem(form, form.sentAt), tables.conversations, 'item'),
      ])
    },

    async change(formId, condition, change) {
      const removable = ['sealingKey', 'visitorHash', 'openedAt', 'chainPlace'] as const
      const remove = removable.filter((name) => name in change && change[name] === undefined)
      const { sentAt } = change
      const sweepAt = sentAt === undefined ? undefined : formAndConversationSweepAt(sentAt)
      const update = new UpdateCommand({
        ...tableAndKey(tables, formItems, { formId }),
        ...conditionalUpdate({ set: { ...change, sweepAt }, remove }, toCondition(condition)),
        ReturnValues: 'ALL_OLD',
      })
      const written = await conditionalWrite(() => documents.send(update), pause)
      if ('existingItem' in written) return undefined
      const { Attributes: before } = written.tookEffect
      if (before === undefined) throw new Fault('storage-failed')
      const form = formItems.fromItem(before)
      if (sentAt !== undefined) {
        const put = new PutCommand({ TableName: tables.conversations, Item: pointerItem(form, sentAt) })
        await conditionalWrite(() => documents.send(put), pause)
      }
      return form
    },

    async listByConversation(conversation, { limit, after }) {
      const siteAndConversation = conversationPartition(conversation)
      const query = new QueryCommand({
        TableName: tables.conversations,
        ...whereKey(allOf(equals('siteAndConversation', siteAndConversation), beginsWith('item', pointerPrefix))),
        ConsistentRead: true,
        // One more than asked for tells whether there is more.
        Limit: limit + 1,
        ...(after !== undefined && { ExclusiveStartKey: { siteAndConversation, item: pointerTo(after) } }),
      })
      const { Items: pointers = [] } = await sendOrFault(documents.send(query))
      const formIds = pointers.slice(0, limit).map(formIdOf)
      const asks = formIds.map((formId) => itemRequest(formItems, { formId }))
      const answers = await batchGet(ports, asks)
      const next = pointers.length > limit ? formIds.at(-1) : undefined
      // A pointer that leads to the form of another conversation leads nowhere.
      const forms = asks
        .flatMap((asked) => answers(asked) ?? [])
        .filter((form) => conversationPartition(form) === siteAndConversation)
      const there = new Set(forms.map(({ formId }) => formId))
      const missing = formIds.filter((formId) => !there.has(formId))
      return {
        forms,
        ...(missing.length > 0 && { missing }),
        ...(next !== undefined && { next }),
      }
    },

    async end(formId, closedAt) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, formItems, { formId }),
        // Without the condition an update would bring a swept form back as a stub.
        ...conditionalUpdate({ setOnce: { closedAt } }, isPresent('formId')),
      })
      await takesEffect(() => documents.send(update), pause)
    },

    async erase(formId, erasedAt) {
      const update = new UpdateCommand({
        ...tableAndKey(tables, formItems, { formId }),
        ...conditionalUpdate(
          { set: { erasedAt } },
          allOf(isPresent('formId'), notErased, notSubmitted, sentUntil(erasedAt)),
        ),
      })
      await takesEffect(() => documents.send(update), pause)
    },
  }
}

const toCondition = ({ states, generation, visitorHash, unboundOrBoundTo, notExpiredAt }: FormCondition) =>
  allOf(
    inState(...states),
    ofGeneration(generation),
    notClosed,
    notErased,
    ...(visitorHash === undefined ? [] : [ofVisitor(visitorHash)]),
    ...(unboundOrBoundTo === undefined ? [] : [unboundOrOfVisitor(unboundOrBoundTo)]),
    ...(notExpiredAt === undefined ? [] : [notExpired(notExpiredAt)]),
  )

const Pointer = z.object({ item: z.string() })

function formIdOf(item: Item): FormId {
  const pointer = z.safeParse(Pointer, item)
  const formId = z.safeParse(FormId, pointer.data?.item.slice(pointerPrefix.length))
  if (!formId.success) throw new Fault('stored-item-malformed')
  return formId.data
}
