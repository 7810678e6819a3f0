/**
 * Runs an erasure, conversation by conversation and form by form. A run can be interrupted and resumed at any point. It
 * skips forms that are already erased. A form is marked with the time of its erasure, so the run recognises the forms
 * that this erasure has erased. The count of erased submissions is therefore correct even after interruptions and with
 * concurrent runs.
 *
 * One pass over the data is one round. After a round, all data is read again. Answers that arrived during the round
 * belong to the next round. The erasure is done when no answers are left.
 */
import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ConversationRecord } from '../../core/conversations/conversation.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { ErasureRecord } from '../../core/erasure/erasures.ts'
import type { FormRecord } from '../../core/forms/form.ts'
import type { FormPosition } from '../../core/forms/form-position.ts'
import { maxErasuresPerTransaction } from '../vault/submission-erasures.ts'
import { type ErasureResult, type ErasureRun, type ErasureRunPorts, isTimeUp, tombstoneOf } from './erasure-run.ts'
import { eraseOrphanedSubmission, eraseSubmissionsOfMissingForms } from './orphaned-submissions.ts'
import { belongsToAnotherVisitor, findRemainingAnswers } from './remaining-data.ts'

const formsPerPage = 100
/** Conversations are erased concurrently, because each has its own audit chain. */
const conversationsPerPage = 25

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
    const result = await eraseRound({ ...run, erasure })
    if (!result.isComplete) return result.erasure
    erasure = result.erasure
    const remaining = await findRemainingAnswers({ ports, siteId: erasure.siteId, until }, erasure)
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

interface WalkedErasure {
  readonly erasure: ErasureRecord
  readonly isComplete: boolean
}

/** Runs one round. Stores progress only if the round is interrupted. */
const eraseRound = async (run: ErasureRun): Promise<WalkedErasure> => {
  const { ports, erasure } = run
  const { target, siteId } = erasure
  if ('visitorHash' in target) return await eraseVisitor(run, target.visitorHash)
  const { isComplete, erased } =
    'submissionId' in target
      ? await eraseSubmission(run, target.submissionId)
      : await readAndEraseConversation(run, { siteId, conversationId: target.conversationId })
  if (isComplete) return { erasure: { ...erasure, erasedSubmissions: erased }, isComplete }
  // If this run stopped earlier than a previous run, it must not lower the count.
  const erasedSubmissions = Math.max(erased, erasure.erasedSubmissions)
  return { erasure: await saveProgress(ports, { ...erasure, erasedSubmissions }), isComplete }
}

const saveProgress = async ({ erasures }: ErasureRunPorts, erasure: ErasureRecord): Promise<ErasureRecord> => {
  await erasures.advance(erasure)
  return erasure
}

const eraseSubmission = async (run: ErasureRun, submissionId: SubmissionId): Promise<ErasureResult> => {
  const { ports, erasure } = run
  const { formId } = erasure
  const { form, submission } = await ports.records.read({
    submission: submissionId,
    ...(formId !== undefined && { form: formId }),
  })
  const isNamedByForm = form?.submissionId === submissionId
  if (form !== undefined && (isNamedByForm || submission === undefined)) return await eraseForms(run, [form])
  // Without the form, nothing shows who erased the submission. The submission existed when this erasure began, so count
  // it.
  if (submission === undefined) return { erased: 1, isComplete: true }
  if (isTimeUp(run)) return { erased: 0, isComplete: false }
  await eraseOrphanedSubmission(run, submission)
  return { erased: 1, isComplete: true }
}

const readAndEraseConversation = async (run: ErasureRun, ref: ConversationRef): Promise<ErasureResult> => {
  const { conversation } = await run.ports.records.read({ conversation: ref })
  return await eraseConversation(run, ref, conversation)
}

const eraseConversation = async (
  run: ErasureRun,
  ref: ConversationRef,
  conversation: ConversationRecord | undefined,
): Promise<ErasureResult> => {
  const { forms } = run.ports
  await markConversation(run, ref, conversation)
  let erased = 0
  const missing: FormId[] = []
  let page = await forms.listByConversation(ref, { limit: formsPerPage })
  for (;;) {
    const result = await eraseForms(run, page.forms)
    erased += result.erased
    if (!result.isComplete) return { erased, isComplete: false }
    missing.push(...(page.missing ?? []))
    if (page.next === undefined) break
    page = await forms.listByConversation(ref, { limit: formsPerPage, after: page.next })
  }
  const result = await eraseSubmissionsOfMissingForms(run, ref, missing)
  return { erased: erased + result.erased, isComplete: result.isComplete }
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

type SubmittedFormRecord = FormRecord & Required<Pick<FormRecord, 'submissionId'>>

const isSubmitted = (form: FormRecord): form is SubmittedFormRecord => form.submissionId !== undefined

/** Erases forms of one conversation. Forms without a submission are erased concurrently, the others in batches. */
const eraseForms = async (run: ErasureRun, all: readonly FormRecord[]): Promise<ErasureResult> => {
  const { forms } = run.ports
  const { erasedAt } = run.erasure
  if (isTimeUp(run)) return { erased: 0, isComplete: false }
  const unerased = all.filter((form) => form.erasedAt === undefined)
  await Promise.all(unerased.filter((form) => !isSubmitted(form)).map(({ formId }) => forms.erase(formId, erasedAt)))

  let erased = all.filter((form) => form.erasedAt === erasedAt && isSubmitted(form)).length
  // Submissions to forms that were sent later are not part of this erasure.
  const ofThisRound = unerased.filter(isSubmitted).filter(({ sentAt }) => sentAt <= erasedAt)
  const stored = await run.ports.stored.findStored(ofThisRound.map(({ submissionId }) => submissionId))
  const removed = ofThisRound.filter(({ submissionId }) => !stored.has(submissionId))
  for (const taken of await Promise.all(removed.map((form) => eraseRemainingData(run, form)))) erased += taken
  const submitted = ofThisRound.filter(({ submissionId }) => stored.has(submissionId))
  for (let done = 0; done < submitted.length; done += maxErasuresPerTransaction) {
    if (isTimeUp(run)) return { erased, isComplete: false }
    erased += await eraseBatch(run, submitted.slice(done, done + maxErasuresPerTransaction))
  }
  return { erased, isComplete: true }
}

/** Erases these submissions. Returns how many of them this erasure has erased in this run or in an earlier run. */
const eraseBatch = async (run: ErasureRun, [first, ...more]: readonly SubmittedFormRecord[]): Promise<number> => {
  if (first === undefined) return 0
  const { holding, submissionErasures, clock } = run.ports
  const { erasedAt } = run.erasure
  const all = [first, ...more]
  // Discard from the holding first. This can be repeated, but after the tombstone exists, no later run would do it.
  await Promise.all(all.map(({ submissionId }) => holding.discard(submissionId)))
  const tombstones = [tombstoneOf(run, first), ...more.map((form) => tombstoneOf(run, form))] as const
  // The chain has grown since the forms stored its head, so reading the chain head costs less than a failed
  // transaction.
  if (await submissionErasures.erase({ tombstones, erasedAt, after: undefined, now: clock.now() })) return all.length
  if (more.length === 0) return await countIfAlreadyErased(run, first)
  // Another erasure is running concurrently. Erase one form at a time, to find out which of the two erasures erased
  // each form.
  let erased = 0
  for (const form of all) erased += await eraseBatch(run, [form])
  return erased
}

/**
 * Completes the erasure of a submission that is already deleted, either because its retention ended or by this erasure.
 * Returns how many submissions to count.
 */
const eraseRemainingData = async (run: ErasureRun, form: SubmittedFormRecord): Promise<number> => {
  const { formId, submissionId } = form
  const { erasedAt } = run.erasure
  if (await run.ports.submissionErasures.eraseRemainingData({ formId, submissionId, erasedAt })) return 0
  return await countIfAlreadyErased(run, form)
}

/** Returns 1 if this erasure has erased the form's submission, in this run or an earlier one, otherwise 0. */
const countIfAlreadyErased = async (
  { ports, erasure }: ErasureRun,
  { formId }: SubmittedFormRecord,
): Promise<number> => {
  const { form } = await ports.records.read({ form: formId })
  return form?.erasedAt === erasure.erasedAt && isSubmitted(form) ? 1 : 0
}

const eraseVisitor = async (run: ErasureRun, visitorHash: string): Promise<WalkedErasure> => {
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
  return await eraseConversation(run, ref, conversation)
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
