import type { FormId } from '../../../contracts/identifiers.ts'
import type { OnRecord } from '../audit/audit.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { KeyRecord } from '../one-time-keys/key-record.ts'
import type { FormRecord, FormState } from './form.ts'
import type { FormPlace } from './form-place.ts'

/** Which states a form may be in, and what else must hold, for a change to take effect. */
export interface FormCondition {
  readonly states: readonly FormState[]
  readonly generation: number
  /** The visitor that the form must be bound to. */
  readonly visitorHash?: string
  /** The visitor that the form must be bound to, unless it is bound to nobody yet. */
  readonly unboundOrBoundTo?: string
  /** The form must not have ended at this time. */
  readonly notExpiredAt?: number
}

/** What a change sets. `undefined` removes. */
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

/** The record of a sending, and the open key that comes of it. */
export interface Sending extends OnRecord {
  readonly openKey: KeyRecord
}

export interface Forms {
  /**
   * One transaction: stores a new form, its open key, its pointer under the conversation and the record, while the conversation is active
   * and assigned to the sender. Returns the form with its place in the chain, or nothing when the conversation is closed or another's.
   */
  send(form: FormRecord, sending: Sending): Promise<FormRecord | undefined>
  /**
   * The same for a new generation of a form that was sent before: its change takes effect on the condition, and it is kept, and found,
   * as long as a new one.
   */
  resend(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange & { readonly sentAt: number },
    sending: Sending,
  ): Promise<FormRecord | undefined>
  /**
   * Changes a form, as the caller has read it, if the condition holds and its conversation is not over. Returns the form that
   * was read with the change, or nothing when the condition did not hold. Nothing but the change is written, and nothing is
   * read. With `onRecord` the change is one transaction with its audit record, and the form has its place in the chain.
   */
  change(
    form: FormRecord,
    condition: FormCondition,
    change: FormChange,
    onRecord?: OnRecord,
  ): Promise<FormRecord | undefined>
  /**
   * The forms of a conversation in the order of their places, `limit` at most, after the place named; those of one sender when one is
   * named, without reading the others. Beside them those that were sent in it, or nearly, and are not there.
   */
  listByConversation(
    conversation: ConversationRef,
    page: { limit: number; after?: FormPlace | undefined; sender?: FormRecord['sender'] | undefined },
  ): Promise<{ forms: readonly FormRecord[]; missing?: readonly FormId[]; next?: FormPlace }>
  /** Marks a form as over, whatever its state. Repeats safely. */
  end(formId: FormId, closedAt: number): Promise<void>
  /** Marks a form that was sent until then, and that nothing was submitted to, as erased. Repeats safely. */
  erase(formId: FormId, erasedAt: number): Promise<void>
}

/** A form with a change. `undefined` removes what may be absent; what must be there is never removed by any step. */
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
