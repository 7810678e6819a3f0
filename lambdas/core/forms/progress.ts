import type { ConversationId, FormId, SiteId } from '../../../contracts/identifiers.ts'
import type { FormRecord } from './form.ts'

/** A visitor's progress: question ids and states, but never an answer. */
export interface ProgressReport {
  readonly siteId: SiteId
  readonly conversationId: ConversationId
  readonly formId: FormId
  /** The agent who sent the form, and the only recipient of the report. */
  readonly sender: FormRecord['sender']
  readonly at: number
  readonly questions: Readonly<Record<string, 'empty' | 'valid' | 'invalid'>>
}

export interface Progress {
  /**
   * Passes a report to the sender's open tab, if there is one. Nothing is stored, so the report is lost if there is no
   * open tab.
   */
  report(progress: ProgressReport): Promise<void>
}
