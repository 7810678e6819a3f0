/**
 * Data about the forms that this tab sent: the private sealing keys, and the questions, language and context of each form. This data
 * exists only in this tab, and only until the page is closed.
 */
import type { FormContext } from '../../../contracts/form-context.ts'
import type { FormId, Locale, QuestionId } from '../../../contracts/identifiers.ts'
import type { SealedAnswer, SealingContext } from '../../../contracts/sealing.ts'
import type { AgentSealingKey } from '../../shared/agent-sealing-key.ts'

export interface SentFromTab {
  readonly locale: Locale
  /** The questions that the form asks. Absent if the form asks all questions of the template. */
  readonly only?: readonly QuestionId[] | undefined
  /** What this tab has stated as the form's context. The service's own reply is trusted only after a reload. */
  readonly context?: FormContext | undefined
}

export interface TabKeys {
  /**
   * Adds a key for a form that this tab has sent or resent. Keeps the earlier keys of the form, because after a lost reply any of
   * them may be the current key.
   */
  add(formId: FormId, key: AgentSealingKey, sent?: SentFromTab): void
  sentFromTab(formId: FormId): SentFromTab | undefined
  has(formId: FormId): boolean
  /** Returns true if this tab has made a key for the form, even if the key was dropped after its last use. */
  hasMade(formId: FormId): boolean
  /** Opens a sealed answer. Resolves to undefined if none of the form's keys opens it. */
  open(formId: FormId, sealed: SealedAnswer, context: SealingContext): Promise<string | undefined>
  /** Drops the form's keys when they are no longer needed. */
  drop(formId: FormId): void
  dropAll(): void
}

export const createTabKeys = (): TabKeys => {
  const keys = new Map<FormId, AgentSealingKey[]>()
  const sent = new Map<FormId, SentFromTab>()
  const made = new Set<FormId>()
  return {
    add(formId, key, sentHere) {
      keys.set(formId, [key, ...(keys.get(formId) ?? [])])
      made.add(formId)
      if (sentHere !== undefined) sent.set(formId, sentHere)
    },
    sentFromTab: (formId) => sent.get(formId),
    has: (formId) => keys.has(formId),
    hasMade: (formId) => made.has(formId),
    async open(formId, sealed, context) {
      for (const key of keys.get(formId) ?? []) {
        try {
          return await key.open(sealed, context)
        } catch {
          // Try the next key: the answer was sealed to another key of the form, or was changed in transit.
        }
      }
      return undefined
    },
    drop: (formId) => void keys.delete(formId),
    dropAll() {
      keys.clear()
      sent.clear()
      made.clear()
    },
  }
}
