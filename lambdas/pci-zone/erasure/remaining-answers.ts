/**
 * The check at the end of a round: are answers left? It reads all current data of the target, and stops at the first
 * answers. It ignores forms without answers.
 *
 * A check that does not fit into one request continues in the next request, at the place that the erasure stores. The
 * places before it are not read again for certain, so answers that arrive there in the meantime could be missed. Which
 * answers can these be?
 *
 * - No answers of a form that was sent before the erasure. The first round marked every conversation of the visitor with
 *   its time, and a submission to a form that was sent until then is refused by its own transaction. A mark never moves
 *   back. A conversation without a record refuses every submission.
 * - Answers of a form that was sent after the mark of its conversation. The erasure does not cover that form. The check
 *   finds its answers after the place, and before the place for as long as the last request has time: when it reaches
 *   the end, it reads again from the start to the place where the request began. So a check for which one request has
 *   time still reads everything in this request.
 * - Answers of a conversation that was assigned to the visitor after the round had passed it. They were not the
 *   visitor's when the erasure began. The check finds them like the answers of a later form.
 *
 * The same request, repeated after `done`, looks for all of these answers, and begins a new erasure if there are any.
 */
import type { ConversationId } from '../../../contracts/identifiers.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { ErasureCheck, ErasureRecord } from '../../core/erasure/erasures.ts'
import type { FormPosition } from '../../core/forms/form-position.ts'
import { areOrphansStored, type OrphanPorts } from './orphaned-submissions.ts'
import { belongsToAnotherVisitor, type RemainingDataPorts, type RemainingDataSearch } from './remaining-data.ts'

/**
 * The first answers that are found after an erasure. `sentAt` is the time at which their form was sent, or 0 if the
 * form is missing. `none`: there are no answers. `unknown`: the time ran out before the search was complete.
 */
export type RemainingAnswers = { readonly sentAt: number } | 'none' | 'unknown'

interface RemainingAnswersSearch extends RemainingDataSearch {
  readonly ports: RemainingDataPorts & OrphanPorts
}

/** The result of a request's part of the check, and how far the check has come. */
interface ContinuedCheck {
  readonly remaining: RemainingAnswers
  readonly check: ErasureCheck
}

const conversationsPerPage = 25
const formsPerPage = 100

/** Continues the check of an erasure at its stored place. Reads at least one page, so each request makes progress. */
export const continueCheck = async (
  look: RemainingAnswersSearch,
  { target, formId, check = {} }: Pick<ErasureRecord, 'target' | 'formId' | 'check'>,
): Promise<ContinuedCheck> => {
  const { siteId } = look
  if ('visitorHash' in target) {
    const { remaining, place } = await searchFrom(look, visitorPages(look, target.visitorHash), check.place)
    return { remaining, check: place === undefined ? {} : { place } }
  }
  if ('conversationId' in target) {
    const ref = { siteId, conversationId: target.conversationId }
    const { remaining, place } = await searchFrom(look, conversationPages(look, ref), check.formPlace)
    return { remaining, check: place === undefined ? {} : { formPlace: place } }
  }
  const { submissionId } = target
  const found = await look.ports.records.read({
    submission: submissionId,
    ...(formId !== undefined && { form: formId }),
  })
  return { remaining: found.submission === undefined ? 'none' : { sentAt: found.form?.sentAt ?? 0 }, check: {} }
}

/** Reads the page after a place. `next` is the last place of the page, if another page follows. */
type ReadPage<Place> = (after: Place | undefined) => Promise<{ remaining: RemainingAnswers; next?: Place }>

interface SearchResult<Place> {
  readonly remaining: RemainingAnswers
  /** Everything until this place was read and had no answers. */
  readonly place?: Place | undefined
}

/** Searches from a place to the end and then, as long as there is time, from the start to that place. */
const searchFrom = async <Place extends string>(
  look: RemainingDataSearch,
  readPage: ReadPage<Place>,
  from: Place | undefined,
): Promise<SearchResult<Place>> => {
  const ahead = await searchPages(look, readPage, { from })
  if (ahead.remaining !== 'none' || from === undefined || isTimeUp(look)) return ahead
  const again = await searchPages(look, readPage, { until: from })
  return again.remaining === 'unknown' ? ahead : again
}

const searchPages = async <Place extends string>(
  look: RemainingDataSearch,
  readPage: ReadPage<Place>,
  { from, until }: { from?: Place | undefined; until?: Place },
): Promise<SearchResult<Place>> => {
  let place = from
  for (;;) {
    const { remaining, next } = await readPage(place)
    if (remaining !== 'none' || next === undefined) return { remaining, place }
    place = next
    if (until !== undefined && place >= until) return { remaining, place }
    if (isTimeUp(look)) return { remaining: 'unknown', place }
  }
}

const isTimeUp = ({ ports, until }: RemainingDataSearch): boolean => ports.clock.now() >= until

const visitorPages = (look: RemainingAnswersSearch, visitorHash: string): ReadPage<ConversationId> => {
  const { ports, siteId } = look
  const findTheirs = async (conversationId: ConversationId): Promise<RemainingAnswers> => {
    const ref = { siteId, conversationId }
    const { remaining } = await searchPages(look, conversationPages(look, ref), {})
    if (remaining === 'none') return remaining
    const { conversation } = await ports.records.read({ conversation: ref })
    return belongsToAnotherVisitor(conversation, visitorHash) ? 'none' : remaining
  }
  return async (after) => {
    const { conversationIds, ...page } = await ports.conversations.listByVisitor(
      { siteId, visitorHash },
      { limit: conversationsPerPage, after },
    )
    const all = await Promise.all(conversationIds.map(findTheirs))
    const answers = all.find((each) => typeof each === 'object')
    return { ...page, remaining: answers ?? (all.includes('unknown') ? 'unknown' : 'none') }
  }
}

const conversationPages =
  ({ ports }: RemainingAnswersSearch, ref: ConversationRef): ReadPage<FormPosition> =>
  async (after) => {
    const { forms, missing = [], ...page } = await ports.forms.listByConversation(ref, { limit: formsPerPage, after })
    const left = forms.find(({ erasedAt, submissionId }) => erasedAt === undefined && submissionId !== undefined)
    if (left !== undefined) return { ...page, remaining: left }
    return { ...page, remaining: (await areOrphansStored(ports, ref, missing)) ? { sentAt: 0 } : 'none' }
  }
