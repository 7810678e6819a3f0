/** Erases one submission, with or without its form. */
import type { SubmissionId } from '../../../contracts/identifiers.ts'
import { eraseForms } from './erase-forms.ts'
import { type ErasureResult, type ErasureRun, isTimeUp } from './erasure-run.ts'
import { eraseOrphanedSubmission } from './orphaned-submissions.ts'

export const eraseSubmission = async (run: ErasureRun, submissionId: SubmissionId): Promise<ErasureResult> => {
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
