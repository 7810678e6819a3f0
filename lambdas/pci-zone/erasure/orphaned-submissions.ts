/**
 * Submissions whose form is missing. A form is retained for longer than its submission, so this happens only if the
 * form was deleted by hand or its table was restored to an earlier time. The conversation's audit chain still lists the
 * submission.
 */
import { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../core/audit/audit.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import {
  type ErasureResult,
  type ErasureRun,
  type ErasureRunPorts,
  isTimeUp,
  type SubmissionIds,
  tombstoneOf,
} from './erasure-run.ts'

const recordsPerPage = 100

/** Erases and records one submission whose form is missing. Returns false if the submission was already deleted. */
export const eraseOrphanedSubmission = async (run: ErasureRun, submission: SubmissionIds): Promise<boolean> => {
  const { holding, submissionErasures, clock } = run.ports
  await holding.discard(submission.submissionId)
  const tombstone = tombstoneOf(run, submission)
  return await submissionErasures.eraseOrphanedSubmission({ tombstone, after: undefined, now: clock.now() })
}

/**
 * Erases all submissions of a conversation's missing forms. The tombstones show which of these submissions this erasure
 * has already erased.
 */
export const eraseSubmissionsOfMissingForms = async (
  run: ErasureRun,
  ref: ConversationRef,
  missing: readonly FormId[],
): Promise<ErasureResult> => {
  if (missing.length === 0) return { erased: 0, isComplete: true }
  const { submitted, erased } = await readAuditedSubmissions(run, ref, new Set(missing))
  let count = [...erased.values()].filter((at) => at >= run.erasure.erasedAt).length
  for (const [submissionId, formId] of submitted) {
    if (erased.has(submissionId)) continue
    if (isTimeUp(run)) return { erased: count, isComplete: false }
    if (await eraseOrphanedSubmission(run, { ...ref, formId, submissionId })) count += 1
  }
  return { erased: count, isComplete: true }
}

/** True if a submission of one of these forms is still stored. */
export const areOrphansStored = async (
  ports: OrphanPorts,
  ref: ConversationRef,
  missing: readonly FormId[],
): Promise<boolean> => {
  if (missing.length === 0) return false
  const { submitted, erased } = await readAuditedSubmissions({ ports }, ref, new Set(missing))
  const unerased = [...submitted.keys()].filter((submissionId) => !erased.has(submissionId))
  return (await ports.stored.findStored(unerased)).size > 0
}

export type OrphanPorts = Pick<ErasureRunPorts, 'trail' | 'stored'>

/** Returns the submissions of these forms according to the audit log, and when each was erased. */
const readAuditedSubmissions = async (
  { ports }: { ports: Pick<OrphanPorts, 'trail'> },
  ref: ConversationRef,
  missing: ReadonlySet<FormId>,
) => {
  const submitted = new Map<SubmissionId, FormId>()
  const erased = new Map<SubmissionId, number>()
  const note = ({ event, at, ...ids }: AuditRecord): void => {
    const [form, submission] = [FormId.safeParse(ids.formId), SubmissionId.safeParse(ids.submissionId)]
    if (!form.success || !submission.success || !missing.has(form.data)) return
    if (event === 'form-submitted') submitted.set(submission.data, form.data)
    if (event === 'submission-erased') erased.set(submission.data, at)
  }
  let after: number | undefined
  do {
    const page = await ports.trail.listByConversation(ref, { limit: recordsPerPage, after })
    page.records.forEach(note)
    after = page.next
  } while (after !== undefined)
  return { submitted, erased }
}
