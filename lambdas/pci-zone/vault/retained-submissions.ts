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
  /** Returns the given ids whose submission is stored. Reads consistently, and reads only the ids. */
  findStored(submissionIds: readonly SubmissionId[]): Promise<ReadonlySet<SubmissionId>>
  /**
   * Returns the stored submissions with the given ids. Reads consistently. The result is `malformed` for a malformed
   * row, and nothing for a missing row.
   */
  describe(
    submissionIds: readonly SubmissionId[],
  ): Promise<ReadonlyMap<SubmissionId, SubmissionDescription | 'malformed'>>
}

export interface SubmissionSweeps {
  /**
   * Deletes the data key first and then the ciphertext, so that the answers are unreadable even after a partial
   * deletion. Idempotent.
   */
  remove(submissionId: SubmissionId): Promise<void>
}
