/** Erases forms of one conversation with their submissions. Skips forms that are already erased. */
import type { FormRecord } from '../../core/forms/form.ts'
import { maxErasuresPerTransaction } from '../vault/submission-erasures.ts'
import { type ErasureResult, type ErasureRun, isTimeUp, tombstoneOf } from './erasure-run.ts'

type SubmittedFormRecord = FormRecord & Required<Pick<FormRecord, 'submissionId'>>

export const isSubmitted = (form: FormRecord): form is SubmittedFormRecord => form.submissionId !== undefined

/** Erases forms of one conversation. Forms without a submission are erased concurrently, the others in batches. */
export const eraseForms = async (run: ErasureRun, all: readonly FormRecord[]): Promise<ErasureResult> => {
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
