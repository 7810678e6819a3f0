import type { FormId } from '../../../contracts/identifiers.ts'
import type { ConversationRef } from '../conversations/conversations.ts'
import type { KeyRecord } from '../one-time-keys/key-record.ts'
import type { FormRecord, FormState } from './form.ts'

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

export interface Forms {
  /** Stores a new form, its open key and its pointer under the conversation. */
  add(form: FormRecord, openKey: KeyRecord): Promise<void>
  /**
   * Changes a form if the condition holds and its conversation is not over; answers with the form **as it was**,
   * or with nothing when the condition did not hold. One that is sent anew is kept, and found, as long as a new one.
   */
  change(formId: FormId, condition: FormCondition, change: FormChange): Promise<FormRecord | undefined>
  /**
   * The forms of a conversation in a stable order, `limit` at most, after the form named. Beside them those that were sent in it, or
   * nearly, and are not there.
   */
  listByConversation(
    conversation: ConversationRef,
    page: { limit: number; after?: FormId | undefined },
  ): Promise<{ forms: readonly FormRecord[]; missing?: readonly FormId[]; next?: FormId }>
  /** Marks a form as over, whatever its state. Repeats safely. */
  end(formId: FormId, closedAt: number): Promise<void>
  /** Marks a form that was sent until then, and that nothing was submitted to, as erased. Repeats safely. */
  erase(formId: FormId, erasedAt: number): Promise<void>
}
