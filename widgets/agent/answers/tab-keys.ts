/**
 * What this tab, and nothing else anywhere, knows of the forms that it sent: the private keys of what is off the record, and
 * which questions were asked in which language. All of it is gone with the page.
 */
import type { FormId, Locale, QuestionId } from '../../../contracts/identifiers.ts'
import type { SealedAnswer, SealingContext } from '../../../contracts/sealing.ts'
import type { AgentSealingKey } from '../../shared/agent-sealing-key.ts'

export interface SentFromTab {
  readonly locale: Locale
  /** Absent: all questions of the template. */
  readonly only?: readonly QuestionId[] | undefined
}

export interface TabKeys {
  /** Of a form that was sent from here, or sent again: whichever key the service has last heard of, an answer opens. */
  add(formId: FormId, key: AgentSealingKey, sent?: SentFromTab): void
  sentFromTab(formId: FormId): SentFromTab | undefined
  has(formId: FormId): boolean
  /** Nothing when none of the form's keys opens it. */
  open(formId: FormId, sealed: SealedAnswer, context: SealingContext): Promise<string | undefined>
  /** The form's keys have done what they were made for. */
  drop(formId: FormId): void
  dropAll(): void
}

export const createTabKeys = (): TabKeys => {
  const keys = new Map<FormId, AgentSealingKey[]>()
  const sent = new Map<FormId, SentFromTab>()
  return {
    add(formId, key, sentHere) {
      keys.set(formId, [key, ...(keys.get(formId) ?? [])])
      if (sentHere !== undefined) sent.set(formId, sentHere)
    },
    sentFromTab: (formId) => sent.get(formId),
    has: (formId) => keys.has(formId),
    async open(formId, sealed, context) {
      for (const key of keys.get(formId) ?? []) {
        try {
          return await key.open(sealed, context)
        } catch {
          // Sealed to the key of another sending, or changed on the way.
        }
      }
      return undefined
    },
    drop: (formId) => void keys.delete(formId),
    dropAll() {
      keys.clear()
      sent.clear()
    },
  }
}
