/** The ports to what is stored of submissions, without their ciphertext. */
import * as z from 'zod/mini'
import type { SubmissionId } from '../../../contracts/identifiers.ts'
import { type SubmissionDescription, SubmissionRecord } from './submissions.ts'

const { submissionId, siteId, submittedAt, expiresAt } = SubmissionRecord.shape
export const RetainedSubmission = z.strictObject({ submissionId, siteId, submittedAt, expiresAt })
export type RetainedSubmission = z.infer<typeof RetainedSubmission>

export interface RetainedPage {
  readonly submissions: readonly RetainedSubmission[]
  /** How many rows of the page are no record of a submission. */
  readonly malformed: number
}

export interface RetainedSubmissions {
  /** All that are stored, of every site, page by page in no order. */
  pages(): AsyncIterable<RetainedPage>
}

export interface StoredSubmissions {
  /** Which of these are stored, by a consistent look at their ids and at nothing else of them. */
  findStored(submissionIds: readonly SubmissionId[]): Promise<ReadonlySet<SubmissionId>>
  /** What is stored of these, by a consistent look; `malformed` where it is no record of a submission, nothing where nothing is stored. */
  describe(
    submissionIds: readonly SubmissionId[],
  ): Promise<ReadonlyMap<SubmissionId, SubmissionDescription | 'malformed'>>
}

export interface SubmissionSweeps {
  /** Removes the data key and then the ciphertext: whatever is left when it fails halfway cannot be read. Repeats safely. */
  remove(submissionId: SubmissionId): Promise<void>
}
