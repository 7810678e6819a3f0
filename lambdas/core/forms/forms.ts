import type { FormId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../audit/audit.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { KeyRecord } from '../one-time-keys/key-record.ts'
import type { FormRecord, FormState } from './form.ts'
import type { FormPosition } from './form-position.ts'

/** The states that a form may be in, and what else must hold, for a change to take effect. */
export interface FormCondition {
  readonly states: readonly FormState[]
  readonly generation: number
  /** The visitor that the form must be bound to. */
  readonly visitorHash?: string
  /** The visitor that the form must be bound to, unless it is not bound yet. */
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

/** The audit record of a sending, and the open key that it creates. */
export interface FormSending extends WithAuditRecord {
  readonly openKey: KeyRecord
}

export interface Forms {
  /**
   * One transaction: stores a new form, its open key, its pointer under the conversation and the audit record, if the
   * conversation is active and the sender's. Returns the form with its position in the chain, otherwise nothing.
   */
  send(form: FormRecord, sending: FormSending): Promise<FormRecord | undefined>
  /**
   * The same for a new generation of a form that was sent before: the change takes effect only if the condition holds.
   * The form is retained, and found, as long as a new one.
   */
  resend(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange & { readonly sentAt: number },
    sending: FormSending,
  ): Promise<FormRecord | undefined>
  /**
   * Changes a form, as the caller has read it, if the condition holds and its conversation is not closed. Returns the
   * given form with the change, or nothing when the condition does not hold. Writes only the change and reads nothing.
   * With `onRecord` the change is one transaction with its audit record, and the form has its position in the chain.
   */
  change(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange,
    onRecord?: WithAuditRecord,
  ): Promise<FormRecord | undefined>
  /**
   * The forms of a conversation in the order of their positions, at most `limit`, after the given position. With `sender`,
   * only theirs, without reading the others. `missing`: forms that it points to but that do not exist in it.
   */
  listByConversation(
    conversation: ConversationRef,
    page: { limit: number; after?: FormPosition | undefined; sender?: FormRecord['sender'] | undefined },
  ): Promise<{ forms: readonly FormRecord[]; missing?: readonly FormId[]; next?: FormPosition }>
  /** Marks a form as ended, in any state. Idempotent. */
  end(formId: FormId, closedAt: number): Promise<void>
  /** Marks a form as erased if it was sent until then and nothing was submitted to it. Idempotent. */
  erase(formId: FormId, erasedAt: number): Promise<void>
}

/** A form with a change. `undefined` removes an optional field; no step removes a required one. */
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
