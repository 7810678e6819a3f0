import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { WithAuditRecord } from '../../core/audit/audit.ts'
import { type ChainHead, isSettled } from '../../core/audit/chain-head.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import { formIdOf } from '../../core/forms/form-position.ts'
import { type FormChange, type FormCondition, type Forms, withChange } from '../../core/forms/forms.ts'
import type { KeyRecord } from '../../core/one-time-keys/key-record.ts'
import { placeholderIds } from '../../core/one-time-keys/placeholder-ids.ts'
import { auditedTransactions, type TransactionPart, type TransactionPorts } from './audit/audited-transaction.ts'
import { separateRecords } from './audit/separate-record.ts'
import {
  assignedTo,
  conversationActive,
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
import { formPointerItem, formPositionIn, pointerKeyAt, pointerPrefixOf } from './form-pointers.ts'
import { conversationItems, conversationPartition, formItems, keyItems } from './items.ts'
import { keyPutter } from './one-time-keys.ts'
import { batchGet, itemRequest } from './request/batch-get.ts'
import { sendOrFault, takesEffect } from './request/conditional-write.ts'
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
import { tableAndKey } from './request/ports.ts'
import type { TableNames } from './tables.ts'
import { formAndConversationSweepAt, keySweepAt } from './time-to-live.ts'

export const dynamoDbForms = (ports: TransactionPorts): Forms => {
  const { documents, tables, pause } = ports
  const transactions = auditedTransactions(ports)
  const records = separateRecords(ports)
  const putKey = keyPutter(ports)

  /**
   * Returns the request of an update. The request asks for no attributes in return, because a role that may write a few
   * attributes of a form should not need to read all of them.
   */
  const updateOf = (form: FormRecord, condition: FormCondition, change: FormChange) => {
    const removable = ['sealingKey', 'visitorHash', 'openedAt', 'chainPlace'] as const
    const remove = removable.filter((name) => name in change && change[name] === undefined)
    const sweepAt = change.sentAt === undefined ? undefined : formAndConversationSweepAt(change.sentAt)
    return {
      ...tableAndKey(tables, formItems, form),
      ...conditionalUpdate({ set: { ...change, sweepAt }, remove }, toCondition(condition)),
    }
  }

  const isStillAssigned = async (form: FormRecord): Promise<boolean> => {
    const asked = itemRequest(conversationItems, form)
    const conversation = (await batchGet(ports, [asked]))(asked)
    const { issuer, subject } = form.sender
    return conversation?.state === 'active' && conversation.agentIssuer === issuer && conversation.agentId === subject
  }

  /**
   * Returns the parts of a transaction that sends a form, except the put of the form. The parts require that the
   * conversation is active and assigned to the sender.
   */
  const sendingParts = (form: FormRecord, openKey: KeyRecord, sentAt: number) =>
    [
      {
        refusedBy: 'conversation',
        item: {
          ConditionCheck: {
            ...tableAndKey(tables, conversationItems, form),
            ...onCondition(allOf(conversationActive, assignedTo(form.sender.issuer, form.sender.subject))),
          },
        },
      },
      {
        item: {
          Put: { TableName: tables['one-time-keys'], Item: keyItems.toItem(openKey, keySweepAt(openKey.expiresAt)) },
        },
      },
      { item: { Put: { TableName: tables.conversations, Item: formPointerItem(form, sentAt) } } },
    ] as const

  /** Commits a change, its audit record and further parts in one transaction. Returns nothing if a condition fails. */
  const changeOnRecord = async (
    form: FormRecord,
    condition: FormCondition,
    change: FormChange,
    { event, after, now, authenticate }: WithAuditRecord,
    partsBeside: (chainPlace: ChainHead) => readonly TransactionPart<'conversation'>[] = () => [],
  ): Promise<FormRecord | undefined> => {
    const changeAt = (chainPlace: ChainHead): FormChange => ({
      ...change,
      chainPlace,
      ...(authenticate && { chainMac: authenticate(chainPlace) }),
    })
    const outcome = await transactions.commit({
      events: [event],
      after,
      now,
      parts: (chainPlace) => [
        { refusedBy: 'form', item: { Update: updateOf(form, condition, changeAt(chainPlace)) } },
        ...partsBeside(chainPlace),
      ],
    })
    return 'committed' in outcome ? withChange(form, changeAt(outcome.committed)) : undefined
  }

  return {
    async send(form, { openKey, event, head, readSince, now, authenticate }) {
      const puts = [
        newFormPut(tables, form),
        { TableName: tables.conversations, Item: formPointerItem(form, form.sentAt) },
      ]
      const before = async (chainPlace: ChainHead, attempt: number): Promise<boolean> => {
        // The conversation changed neither before this head nor after it: a change takes the next position in the chain.
        const isUnchanged = attempt === 1 && isSettled(head, readSince)
        if (!isUnchanged && !(await isStillAssigned(form))) {
          // An earlier attempt has stored the form.
          if (attempt > 1)
            await takesEffect(() => documents.send(new PutCommand(cancelledFormPut(tables, form))), pause)
          return false
        }
        const key = putKey({ ...openKey, chainPlace, chainMac: authenticate?.(chainPlace) })
        const others =
          attempt > 1 ? [] : puts.map((put) => takesEffect(() => documents.send(new PutCommand(put)), pause))
        await Promise.all([key, ...others])
        return true
      }
      return (await records.put({ event, head, now, before })) && form
    },

    async resend(form, condition, change, sending) {
      const { authenticate: _, ...onRecord } = sending
      return await changeOnRecord(form, condition, change, onRecord, (chainPlace) =>
        sendingParts(
          form,
          { ...sending.openKey, chainPlace, chainMac: sending.authenticate?.(chainPlace) },
          change.sentAt,
        ),
      )
    },

    async change(form, condition, change, onRecord) {
      if (onRecord !== undefined) return await changeOnRecord(form, condition, change, onRecord)
      const update = new UpdateCommand(updateOf(form, condition, change))
      return (await takesEffect(() => documents.send(update), pause)) ? withChange(form, change) : undefined
    },

    async listByConversation(conversation, { limit, after, sender }) {
      const siteAndConversation = conversationPartition(conversation)
      const query = new QueryCommand({
        TableName: tables.conversations,
        ...whereKey(
          allOf(equals('siteAndConversation', siteAndConversation), beginsWith('item', pointerPrefixOf(sender))),
        ),
        ConsistentRead: true,
        // Request one extra item, which shows whether another page follows.
        Limit: limit + 1,
        ...(after !== undefined && { ExclusiveStartKey: pointerKeyAt(conversation, after) }),
      })
      const { Items: pointers = [] } = await sendOrFault(documents.send(query))
      const places = pointers.slice(0, limit).map(formPositionIn)
      const formIds = places.map(formIdOf)
      const asks = formIds.map((formId) => itemRequest(formItems, { formId }))
      // A missing conversation, a conversation without forms, and a conversation with other senders' forms all cause
      // the same requests (promise I9).
      const answers = await batchGet(ports, asks.length > 0 ? asks : [itemRequest(formItems, placeholderIds)])
      const next = pointers.length > limit ? places.at(-1) : undefined
      // A pointer to a form of another conversation is ignored.
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
        // Without the condition, the update would recreate a swept form as an item that has only this attribute.
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

/** Returns the put of a form under a new id. The put never replaces an existing form. */
const newFormPut = (tables: TableNames, form: FormRecord) => ({
  TableName: tables.forms,
  Item: formItems.toItem(form, formAndConversationSweepAt(form.sentAt)),
  ...onCondition(isAbsent('formId')),
})

/**
 * Returns the put that cancels a form whose key was not handed out. It is a put because the role that sends forms may
 * not update them. It does not replace a form that its sender has cancelled or sent again meanwhile.
 */
const cancelledFormPut = (tables: TableNames, form: FormRecord) => ({
  TableName: tables.forms,
  Item: formItems.toItem({ ...form, state: 'cancelled' }, formAndConversationSweepAt(form.sentAt)),
  ...onCondition(allOf(inState('sent'), ofGeneration(form.generation))),
})

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
