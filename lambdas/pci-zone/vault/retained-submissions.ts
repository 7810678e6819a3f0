/** The port to stored submissions without their ciphertext. */
import * as z from 'zod/mini'
import type { SubmissionId } from '../../../contracts/identifiers.ts'
import { type SubmissionDescription, SubmissionRecord } from './submissions.ts'

const { submissionId, siteId, submittedAt, expiresAt } = SubmissionRecord.shape
export const RetainedSubmission = z.strictObject({ submissionId, siteId, submittedAt, expiresAt })
export type RetainedSubmission = z.infer<typeof RetainedSubmission>

export interface RetainedPage {
  readonly submissions: readonly RetainedSubmission[]
  /** The number of malformed rows on the page. */
  readonly malformed: number
}

export interface RetainedSubmissions {
  /** Yields all stored submissions of all sites, in pages, in no particular order. */
  pages(): AsyncIterable<RetainedPage>
}

export interface StoredSubmissions {
  /** Returns those of the given ids that are stored. Reads consistently, and nothing but the ids. */
  findStored(submissionIds: readonly SubmissionId[]): Promise<ReadonlySet<SubmissionId>>
  /** Returns the stored submissions, read consistently: `malformed` for a malformed row, nothing for a missing one. */
  describe(
    submissionIds: readonly SubmissionId[],
  ): Promise<ReadonlyMap<SubmissionId, SubmissionDescription | 'malformed'>>
}

export interface SubmissionSweeps {
  /** Deletes the data key and then the ciphertext, so that nothing is readable after a partial deletion. Idempotent. */
  remove(submissionId: SubmissionId): Promise<void>
}
