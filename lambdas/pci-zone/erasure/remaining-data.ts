/** Finds out whether a target has data that no erasure has covered, and which answers remain at the end of a round. */
import type { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef, Conversations } from '../../core/conversations/conversations.ts'
import type { ErasureRecord, ErasureTarget } from '../../core/erasure/erasures.ts'
import type { FormPosition } from '../../core/forms/form-position.ts'
import type { Forms } from '../../core/forms/forms.ts'
import { hashOf } from '../../core/one-time-keys/one-time-key.ts'
import type { VaultRecords } from '../vault/submissions.ts'
import { areOrphansStored, type OrphanPorts } from './orphaned-submissions.ts'

interface RemainingDataPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly clock: Clock
}

interface RemainingDataSearch {
  readonly ports: RemainingDataPorts
  readonly siteId: SiteId
  readonly until: number
}

const conversationsPerPage = 25
const formsPerPage = 100

/**
 * True if the target has data that no erasure has covered. Stops at the first match. Also true if the time runs out,
 * because the erasure then continues the search itself.
 */
export const hasRemainingData = async (look: RemainingDataSearch, target: ErasureTarget): Promise<boolean> => {
  const { ports, siteId } = look
  if ('submissionId' in target) {
    const { submission } = await ports.records.read({ submission: target.submissionId })
    return submission?.siteId === siteId
  }
  return 'conversationId' in target
    ? await conversationHasRemainingData(look, { siteId, conversationId: target.conversationId })
    : await visitorHasRemainingData(look, target.visitorHash)
}

const visitorHasRemainingData = async (look: RemainingDataSearch, visitorHash: string): Promise<boolean> => {
  const { ports, siteId, until } = look
  const isTheirs = async (conversationId: ConversationId): Promise<boolean> => {
    const ref = { siteId, conversationId }
    if (!(await conversationHasRemainingData(look, ref))) return false
    const { conversation } = await ports.records.read({ conversation: ref })
    return !belongsToAnotherVisitor(conversation, visitorHash)
  }
  let after: ConversationId | undefined
  while (ports.clock.now() < until) {
    const page = await ports.conversations.listByVisitor(
      { siteId, visitorHash },
      { limit: conversationsPerPage, after },
    )
    const unerased = await Promise.all(page.conversationIds.map(isTheirs))
    if (unerased.includes(true)) return true
    if (page.next === undefined) return false
    after = page.next
  }
  return true
}

const conversationHasRemainingData = async ({ ports }: RemainingDataSearch, ref: ConversationRef): Promise<boolean> => {
  let page = await ports.forms.listByConversation(ref, { limit: formsPerPage })
  for (;;) {
    if (page.forms.some(({ erasedAt }) => erasedAt === undefined)) return true
    if (page.next === undefined) return false
    page = await ports.forms.listByConversation(ref, { limit: formsPerPage, after: page.next })
  }
}

/** True if the conversation now belongs to another visitor. */
export const belongsToAnotherVisitor = (conversation: ConversationRecord | undefined, visitorHash: string): boolean =>
  conversation?.visitorRef !== undefined && hashOf(conversation.visitorRef) !== visitorHash

/**
 * The first answers that are found after an erasure. `sentAt` is the time at which their form was sent, or 0 if the
 * form is missing. `none`: there are no answers. `unknown`: the time ran out before the search was complete.
 */
export type RemainingAnswers = { readonly sentAt: number } | 'none' | 'unknown'

interface RemainingAnswersSearch extends RemainingDataSearch {
  readonly ports: RemainingDataPorts & OrphanPorts
}

/** Searches all current data of the target and stops at the first answers. Ignores forms without answers. */
export const findRemainingAnswers = async (
  look: RemainingAnswersSearch,
  { target, formId }: Pick<ErasureRecord, 'target' | 'formId'>,
): Promise<RemainingAnswers> => {
  const { siteId } = look
  if ('visitorHash' in target) return await findVisitorAnswers(look, target.visitorHash)
  if ('conversationId' in target) {
    return await findConversationAnswers(look, { siteId, conversationId: target.conversationId })
  }
  const { submissionId } = target
  const found = await look.ports.records.read({
    submission: submissionId,
    ...(formId !== undefined && { form: formId }),
  })
  return found.submission === undefined ? 'none' : { sentAt: found.form?.sentAt ?? 0 }
}

const findVisitorAnswers = async (look: RemainingAnswersSearch, visitorHash: string): Promise<RemainingAnswers> => {
  const { ports, siteId, until } = look
  const findTheirs = async (conversationId: ConversationId): Promise<RemainingAnswers> => {
    const ref = { siteId, conversationId }
    const found = await findConversationAnswers(look, ref)
    if (found === 'none') return found
    const { conversation } = await ports.records.read({ conversation: ref })
    return belongsToAnotherVisitor(conversation, visitorHash) ? 'none' : found
  }
  let after: ConversationId | undefined
  while (ports.clock.now() < until) {
    const page = await ports.conversations.listByVisitor(
      { siteId, visitorHash },
      { limit: conversationsPerPage, after },
    )
    const all = await Promise.all(page.conversationIds.map(findTheirs))
    const left = all.find((each) => each !== 'none')
    if (left !== undefined) return left
    if (page.next === undefined) return 'none'
    after = page.next
  }
  return 'unknown'
}

const findConversationAnswers = async (
  { ports, until }: RemainingAnswersSearch,
  ref: ConversationRef,
): Promise<RemainingAnswers> => {
  let after: FormPosition | undefined
  while (ports.clock.now() < until) {
    const page = await ports.forms.listByConversation(ref, { limit: formsPerPage, after })
    const left = page.forms.find(({ erasedAt, submissionId }) => erasedAt === undefined && submissionId !== undefined)
    if (left !== undefined) return left
    if (await areOrphansStored(ports, ref, page.missing ?? [])) return { sentAt: 0 }
    if (page.next === undefined) return 'none'
    after = page.next
  }
  return 'unknown'
}
