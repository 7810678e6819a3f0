/** Walks the conversations of one visitor, page by page, and erases them. */
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import type { FormPosition } from '../../core/forms/form-position.ts'
import { eraseConversation } from './erase-conversation.ts'
import { isSubmitted } from './erase-forms.ts'
import { type ErasureResult, type ErasureRun, isTimeUp, saveProgress, type WalkedErasure } from './erasure-run.ts'
import { belongsToAnotherVisitor } from './remaining-data.ts'

const formsPerPage = 100
/** Conversations are erased concurrently, because each has its own audit chain. */
const conversationsPerPage = 25

export const eraseVisitor = async (run: ErasureRun, visitorHash: string): Promise<WalkedErasure> => {
  const { ports } = run
  const { siteId } = run.erasure
  let erasure = run.erasure
  for (;;) {
    const page = await ports.conversations.listByVisitor(
      { siteId, visitorHash },
      { limit: conversationsPerPage, after: erasure.place },
    )
    const result = await Promise.all(
      page.conversationIds.map((conversationId) =>
        eraseVisitorConversation(run, { siteId, conversationId }, visitorHash),
      ),
    )
    const erased = result.reduce((sum, each) => sum + each.erased, 0)
    // Only a complete page advances `place` and the count. The next run counts a partial page again.
    if (result.some(({ isComplete }) => !isComplete)) {
      const beyondPlace = Math.max(erased, erasure.beyondPlace ?? 0)
      return { erasure: await saveProgress(ports, { ...erasure, beyondPlace }), isComplete: false }
    }
    const place = page.conversationIds.at(-1)
    erasure = {
      ...erasure,
      ...(place !== undefined && { place }),
      erasedSubmissions: erasure.erasedSubmissions + erased,
      beyondPlace: 0,
    }
    if (page.next === undefined) return { erasure, isComplete: true }
    await saveProgress(ports, erasure)
    if (isTimeUp(run)) return { erasure, isComplete: false }
  }
}

/**
 * Erases a conversation of the visitor, unless it now names another visitor. A conversation that has no record or names
 * no visitor is treated as this visitor's.
 */
const eraseVisitorConversation = async (
  run: ErasureRun,
  ref: ConversationRef,
  visitorHash: string,
): Promise<ErasureResult> => {
  const { conversation } = await run.ports.records.read({ conversation: ref })
  if (belongsToAnotherVisitor(conversation, visitorHash)) return { erased: 0, isComplete: true }
  if (!(await hasAnswersOfRound(run, ref))) return { erased: 0, isComplete: true }
  const { erased, beyondPlace, isComplete } = await eraseConversation(run, ref, conversation)
  return { erased: erased + beyondPlace, isComplete }
}

/**
 * True if this round covers the conversation. The first round covers all conversations of the visitor, so that no open
 * form can be submitted. A later round covers only the conversations in which answers have arrived or in which this
 * round has already erased answers. Forms that were sent in other conversations in the meantime are therefore not
 * affected.
 */
const hasAnswersOfRound = async ({ ports, erasure }: ErasureRun, ref: ConversationRef): Promise<boolean> => {
  if (erasure.earlierSubmissions === undefined) return true
  let after: FormPosition | undefined
  do {
    const page = await ports.forms.listByConversation(ref, { limit: formsPerPage, after })
    const isOfRound = ({ erasedAt }: FormRecord) => erasedAt === undefined || erasedAt === erasure.erasedAt
    if (page.forms.some((form) => isSubmitted(form) && isOfRound(form)) || page.missing !== undefined) return true
    after = page.next
  } while (after !== undefined)
  return false
}
