/** Walks the forms of one conversation, page by page, and erases them. */
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { FormPosition } from '../../core/forms/form-position.ts'
import { eraseForms } from './erase-forms.ts'
import type { ErasureResult, ErasureRun } from './erasure-run.ts'
import { eraseSubmissionsOfMissingForms } from './orphaned-submissions.ts'

const formsPerPage = 100

/** The result of a walk from a place. */
interface ConversationWalk {
  readonly isComplete: boolean
  /** The last form of the last complete page after which another page follows. */
  readonly place: FormPosition | undefined
  /** The number of submissions that this erasure has erased in the complete pages of this walk. */
  readonly erased: number
  /** The number of submissions that this erasure has erased in the page that the walk did not complete. */
  readonly beyondPlace: number
}

/** Marks the conversation, unless an earlier run has done so and begun the walk, and erases its forms after `place`. */
export const eraseConversation = async (
  run: ErasureRun,
  ref: ConversationRef,
  conversation: ConversationRecord | undefined,
  after?: FormPosition,
): Promise<ConversationWalk> => {
  if (after === undefined) await markConversation(run, ref, conversation)
  let [place, erased] = [after, 0]
  for (;;) {
    const page = await run.ports.forms.listByConversation(ref, { limit: formsPerPage, after: place })
    const result = await erasePage(run, ref, page)
    if (!result.isComplete) return { isComplete: false, place, erased, beyondPlace: result.erased }
    erased += result.erased
    if (page.next === undefined) return { isComplete: true, place, erased, beyondPlace: 0 }
    place = page.next
  }
}

type FormsPage = Awaited<ReturnType<ErasureRun['ports']['forms']['listByConversation']>>

const erasePage = async (
  run: ErasureRun,
  ref: ConversationRef,
  { forms, missing = [] }: FormsPage,
): Promise<ErasureResult> => {
  const present = await eraseForms(run, forms)
  if (!present.isComplete) return present
  const absent = await eraseSubmissionsOfMissingForms(run, ref, missing)
  return { erased: present.erased + absent.erased, isComplete: absent.isComplete }
}

/**
 * Marks the conversation as erased, in one transaction with the audit record. The mark comes first. After it, no
 * earlier form of the conversation can be submitted or retrieved, so the list of forms to erase is final. This is also
 * true if the conversation has no record. A resumed run finds the mark and does not record it again.
 */
const markConversation = async (
  { ports, erasure, actor }: ErasureRun,
  ref: ConversationRef,
  conversation: ConversationRecord | undefined,
): Promise<void> => {
  const { erasedAt } = erasure
  if (conversation?.erasedAt === erasedAt) return
  const event = { event: 'conversation-erased', ...actor, outcome: 'done', ...ref } as const
  // The chain has grown since the conversation was opened, so reading the chain head costs less than a put that fails.
  if (conversation === undefined) await ports.audit.append(event, undefined)
  else await ports.conversations.erase(ref, erasedAt, { event, after: undefined, now: ports.clock.now() })
}
