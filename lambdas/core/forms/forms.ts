import type { FormId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../audit/audit.ts'
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
    | 'chainPlace']?: FormRecord[Field] | undefined
}

/** The data that is stored together with a sent form: its open key and the audit record. */
export interface FormSending extends WithAuditRecord {
  readonly openKey: KeyRecord
}

export interface Forms {
  /**
   * Stores a new form, its open key, the pointer to it and the audit record in one transaction, on condition that the
   * conversation is active and assigned to the sender. Returns the form with its position in the chain, or nothing if
   * the condition fails.
   */
  send(form: FormRecord, sending: FormSending): Promise<FormRecord | undefined>
  /**
   * Sends an existing form again, as a new generation, if the condition holds. Stores and returns the same as `send`.
   * The form and the pointer to it are then retained for as long as those of a new form.
   */
  resend(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange & { readonly sentAt: number },
    sending: FormSending,
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
