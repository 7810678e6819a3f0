/**
 * The data that the encryption of a submission authenticates (promises I10 and I13): every field of its record that
 * determines its readers, its retention or its meaning. This data is computed from the record alone, both when a
 * submission is stored and when it is read.
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
  /**
   * The questions whose answers may be read only by a destination other than the agent. At present there are no such
   * questions, because the agent may read every answer.
   */
  const readByDestination: readonly string[] = []
  const fields = [
    'sealform/v2/record',
    ...[sender.issuer, sender.subject, conversationId, submittedAt, expiresAt],
    ...[sealedQuestions, readByDestination, contextHash ?? null],
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}
