/**
 * The pointers from a conversation to its forms. They are in the partition of the conversation, so that a strongly
 * consistent query can list the forms of the conversation.
 */
import * as z from 'zod/mini'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import { Fault } from '../../core/fault.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import { FormPosition, formPositionOf, positionPrefixOf } from '../../core/forms/form-position.ts'
import { conversationPartition } from './items.ts'
import type { Item } from './request/item-kind.ts'
import { formPointerSweepAt } from './time-to-live.ts'

const prefix = 'form#'

/** Returns the key of the pointer at this position. */
export const pointerKeyAt = (conversation: ConversationRef, position: FormPosition) => ({
  siteAndConversation: conversationPartition(conversation),
  item: `${prefix}${position}`,
})

/** Returns the key of the pointer to a form. */
export const formPointerKey = (form: Pick<FormRecord, 'siteId' | 'conversationId' | 'formId' | 'sender'>) =>
  pointerKeyAt(form, formPositionOf(form))

export const formPointerItem = (form: FormRecord, sentAt: number): Item => ({
  ...formPointerKey(form),
  sweepAt: formPointerSweepAt(sentAt),
})

/** Returns the start of the sort keys of all pointers, or of those to one sender's forms. */
export const pointerPrefixOf = (sender: FormRecord['sender'] | undefined): string =>
  `${prefix}${sender === undefined ? '' : positionPrefixOf(sender)}`

/** Returns the position in a stored pointer. @throws {Fault} `stored-item-malformed` */
export const formPositionIn = (item: Item): FormPosition => {
  const pointer = z.safeParse(Pointer, item)
  const position = z.safeParse(FormPosition, pointer.data?.item.slice(prefix.length))
  if (!position.success) throw new Fault('stored-item-malformed')
  return position.data
}

const Pointer = z.object({ item: z.string() })
