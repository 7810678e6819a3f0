/**
 * What the encryption of a submission authenticates (promises I10 and I13): every field of its record that determines
 * its readers, its retention or its meaning. It is computed from the record alone, both when storing and when reading.
 */
import { createHash } from 'node:crypto'
import type { VaultContext } from './data-keys.ts'
import type { SubmissionDescription } from './submissions.ts'

/**
 * Returns the context of a submission: its ids, and one hash of the other fields. CloudTrail shows the context, so it
 * contains no other values.
 */
export const submissionContext = (submission: SubmissionDescription): VaultContext => {
  const { siteId, formId, submissionId, templateId, templateVersion } = submission
  return {
    siteId,
    formId,
    submissionId,
    templateVersion: `${templateId}#${templateVersion}`,
    record: recordHash(submission),
  }
}

const recordHash = ({
  sender,
  conversationId,
  submittedAt,
  expiresAt,
  sealedQuestions,
  contextHash,
}: SubmissionDescription) => {
  /** The answers that only another destination may read. At present there are none: the agent reads every answer. */
  const readByDestination: readonly string[] = []
  const fields = [
    'sealform/v2/record',
    ...[sender.issuer, sender.subject, conversationId, submittedAt, expiresAt],
    ...[sealedQuestions, readByDestination, contextHash ?? null],
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}
