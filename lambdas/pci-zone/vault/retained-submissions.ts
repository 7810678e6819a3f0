/** The ports to stored submissions, without their ciphertext. */
import * as z from 'zod/mini'
import type { SubmissionId } from '../../../contracts/identifiers.ts'
import { type SubmissionDescription, SubmissionRecord } from './submissions.ts'

const { submissionId, siteId, submittedAt, expiresAt } = SubmissionRecord.shape
export const RetainedSubmission = z.strictObject({ submissionId, siteId, submittedAt, expiresAt })
export type RetainedSubmission = z.infer<typeof RetainedSubmission>

export interface RetainedPage {
  readonly submissions: readonly RetainedSubmission[]
  /** How many rows of the page are malformed. */
  readonly malformed: number
}

export interface RetainedSubmissions {
  /** All stored submissions of all sites, in pages, in no particular order. */
  pages(): AsyncIterable<RetainedPage>
}

export interface StoredSubmissions {
  /** Which of these ids are stored, by a consistent read of the ids alone. */
  findStored(submissionIds: readonly SubmissionId[]): Promise<ReadonlySet<SubmissionId>>
  /** The stored submissions by consistent reads; `malformed` for a malformed row, nothing for a missing one. */
  describe(
    submissionIds: readonly SubmissionId[],
  ): Promise<ReadonlyMap<SubmissionId, SubmissionDescription | 'malformed'>>
}

export interface SubmissionSweeps {
  /** Deletes the data key and then the ciphertext, so that a partial deletion leaves nothing readable. Idempotent. */
  remove(submissionId: SubmissionId): Promise<void>
}
