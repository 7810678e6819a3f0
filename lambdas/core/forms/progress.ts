import type { ConversationId, FormId, SiteId } from '../../../contracts/identifiers.ts'
import type { FormRecord } from './form.ts'

/** How far a visitor has come: question ids and states, never a value. */
export interface ProgressReport {
  readonly siteId: SiteId
  readonly conversationId: ConversationId
  readonly formId: FormId
  /** The only one who is told. */
  readonly sender: FormRecord['sender']
  readonly at: number
  readonly questions: Readonly<Record<string, 'empty' | 'valid' | 'invalid'>>
}

export interface Progress {
  /** Passes a report on to the sender's open tab, if there is one. Stores nothing; a report nobody hears is lost. */
  report(progress: ProgressReport): Promise<void>
}
