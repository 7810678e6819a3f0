import type { FormId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../audit/audit.ts'
import type { DatedChainHead } from '../audit/chain-head.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { KeyRecord } from '../one-time-keys/key-record.ts'
import type { FormRecord, FormState } from './form.ts'
import type { FormPosition } from './form-position.ts'

/** The condition on which a change to a form takes effect: the allowed states, and what else must hold. */
export interface FormCondition {
  readonly states: readonly FormState[]
  readonly generation: number
  /** The hash of the visitor to whom the form must be bound. */
  readonly visitorHash?: string
  /** The hash of the visitor to whom the form must be bound, if it is bound at all. */
  readonly unboundOrBoundTo?: string
  /** The form must not have expired at this time. */
  readonly notExpiredAt?: number
}

/** The fields that a change sets. `undefined` removes a field. */
export type FormChange = {
  readonly [Field in
    | 'state'
    | 'generation'
    | 'expiresAt'
    | 'locale'
    | 'sealingKey'
    | 'visitorHash'
    | 'openedAt'
    | 'settings'
    | 'sentAt'
    | 'chainPlace'
    | 'chainMac']?: FormRecord[Field] | undefined
}

/** The data that is stored together with a form that is sent again: its open key and the audit record. */
export interface FormResending extends WithAuditRecord {
  readonly openKey: KeyRecord
}

/** The data that is stored together with a new form: its open key and the audit record. */
export interface FormSending extends Omit<FormResending, 'after'> {
  /** The chain head of the conversation. The caller read the conversation at the same time. */
  readonly head: DatedChainHead
  /** A time before the caller read the head and the conversation, in milliseconds. */
  readonly readSince: number
}

export interface Forms {
  /**
   * Stores a new form, its open key with the position of the audit record, the pointer to the form and, after these,
   * the audit record. The record directly follows `head`. If it cannot, or if `head` is so recent that the conversation
   * may have changed since the caller read it, the conversation is read again. Returns nothing if it is no longer active
   * and assigned to the sender. The form may then be stored as cancelled, and its key must not be handed out. After a
   * failure, the form may be stored as sent, and its key must not be handed out either.
   */
  send(form: FormRecord, sending: FormSending): Promise<FormRecord | undefined>
  /**
   * Sends an existing form again, as a new generation, if the condition holds and the conversation is active and assigned
   * to the sender. One transaction stores the change, the open key, the pointer and the audit record. Returns the form
   * with its position in the chain, or nothing if a condition does not hold. The form and the pointer to it are then retained for as long as those of a new form.
   */
  resend(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange & { readonly sentAt: number },
    sending: FormResending,
  ): Promise<FormRecord | undefined>
  /**
   * Changes a form that the caller has read, if the condition holds and the conversation is not closed. Returns the
   * given form with the change, or nothing if the condition does not hold. Writes only the change and reads nothing.
   * With `onRecord`, the change and its audit record are one transaction, and the returned form has its position in the
   * chain.
   */
  change(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange,
    onRecord?: WithAuditRecord,
  ): Promise<FormRecord | undefined>
  /**
   * Lists at most `limit` forms of a conversation after the given position, in the order of their positions. With
   * `sender`, lists only the sender's forms and does not read other forms. `missing` contains the ids of forms to which
   * the conversation has a pointer but which do not exist in it.
   */
  listByConversation(
    conversation: ConversationRef,
    page: { limit: number; after?: FormPosition | undefined; sender?: FormRecord['sender'] | undefined },
  ): Promise<{ forms: readonly FormRecord[]; missing?: readonly FormId[]; next?: FormPosition }>
  /** Marks a form in any state as ended. Idempotent. */
  end(formId: FormId, closedAt: number): Promise<void>
  /** Marks a form as erased if it was sent until `erasedAt` and has no submission. Idempotent. */
  erase(formId: FormId, erasedAt: number): Promise<void>
}

/** Returns a form with a change applied. `undefined` removes an optional field. No step removes a required field. */
export function withChange(form: FormRecord, change: FormChange): FormRecord {
  const { state, generation, expiresAt, locale, settings, sentAt, ...optional } = change
  return {
    ...form,
    ...optional,
    state: state ?? form.state,
    generation: generation ?? form.generation,
    expiresAt: expiresAt ?? form.expiresAt,
    locale: locale ?? form.locale,
    settings: settings ?? form.settings,
    sentAt: sentAt ?? form.sentAt,
  }
}
