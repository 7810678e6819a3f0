/**
 * Runs an erasure, conversation by conversation and form by form. A run can be interrupted and resumed at any point. It
 * skips forms that are already erased. A form is marked with the time of its erasure, so the run recognises the forms
 * that this erasure has erased. The count of erased submissions is therefore correct even after interruptions and with
 * concurrent runs.
 *
 * One pass over the data is one round. After a round, all data is read again (see `remaining-answers.ts`). Answers that
 * arrived during the round belong to the next round. The erasure is done when no answers are left.
 */
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { ErasureRecord } from '../../core/erasure/erasures.ts'
import { eraseConversation } from './erase-conversation.ts'
import { eraseSubmission } from './erase-submission.ts'
import { eraseVisitor } from './erase-visitor.ts'
import { type ErasureRun, saveProgress, type WalkedErasure } from './erasure-run.ts'
import { continueCheck } from './remaining-answers.ts'

/**
 * The maximum number of rounds per request. A burst of answers needs fewer. If answers keep arriving, the caller gets
 * `running`.
 */
const maxRoundsPerRequest = 10

/**
 * Continues an erasure until it is done or the time runs out. Returns the erasure with its progress. Returns nothing if
 * another run has finished the erasure or begun its next round in the meantime.
 */
export const resumeErasure = async (run: ErasureRun): Promise<ErasureRecord | undefined> => {
  const { ports, until } = run
  let { erasure } = run
  for (let rounds = 1; ; rounds++) {
    if (erasure.check === undefined) {
      const result = await eraseRound({ ...run, erasure })
      if (!result.isComplete) return result.erasure
      erasure = result.erasure
    }
    const { remaining, check } = await continueCheck({ ports, siteId: erasure.siteId, until }, erasure)
    erasure = { ...erasure, check }
    if (remaining === 'none') {
      const done = { ...erasure, status: 'done' } as const
      return (await ports.erasures.advance(done)) ? done : undefined
    }
    if (remaining === 'unknown' || rounds === maxRoundsPerRequest) return await saveProgress(ports, erasure)
    const erasedAt = Math.max(ports.clock.now(), erasure.erasedAt + 1, remaining.sentAt)
    const next = await ports.erasures.beginRound(erasure, erasedAt)
    if (next === undefined) return undefined
    erasure = next
  }
}

/** Runs one round. Stores progress only if the round is interrupted. */
const eraseRound = async (run: ErasureRun): Promise<WalkedErasure> => {
  const { ports, erasure } = run
  const { target, siteId } = erasure
  if ('visitorHash' in target) return await eraseVisitor(run, target.visitorHash)
  if ('conversationId' in target) {
    return await eraseWholeConversation(run, { siteId, conversationId: target.conversationId })
  }
  const { isComplete, erased } = await eraseSubmission(run, target.submissionId)
  if (isComplete) return { erasure: { ...erasure, erasedSubmissions: erased }, isComplete }
  return { erasure: await saveProgress(ports, erasure), isComplete }
}

/** Erases the conversation that is the target. A resumed run continues at the page where the last run stopped. */
const eraseWholeConversation = async (run: ErasureRun, ref: ConversationRef): Promise<WalkedErasure> => {
  const { ports, erasure } = run
  const { conversation } = await ports.records.read({ conversation: ref })
  const { isComplete, place, erased, beyondPlace } = await eraseConversation(run, ref, conversation, erasure.formPlace)
  const walked = {
    ...erasure,
    ...(place !== undefined && { formPlace: place }),
    erasedSubmissions: erasure.erasedSubmissions + erased,
  }
  if (isComplete) return { erasure: { ...walked, beyondPlace: 0 }, isComplete }
  // If this run stopped in the same page earlier than a previous run, it must not lower the count.
  const shown = place === erasure.formPlace ? Math.max(beyondPlace, erasure.beyondPlace ?? 0) : beyondPlace
  return { erasure: await saveProgress(ports, { ...walked, beyondPlace: shown }), isComplete }
}
