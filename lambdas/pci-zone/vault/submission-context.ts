/**
 * What the encryption of a submission authenticates (promises I10 and I13): every field of its record that determines
 * its readers, its retention and its meaning. Computed from the record alone, when it is stored and when it is read.
 */
import { createHash } from 'node:crypto'
import type { VaultContext } from './data-keys.ts'
import type { SubmissionDescription } from './submissions.ts'

/** The context of a submission: its ids, and one hash of the rest. CloudTrail shows it, so it has no other values. */
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
  /** The answers that only a destination reads; at present the agent reads every answer. */
  const readByDestination: readonly string[] = []
  const fields = [
    'sealform/v2/record',
    ...[sender.issuer, sender.subject, conversationId, submittedAt, expiresAt],
    ...[sealedQuestions, readByDestination, contextHash ?? null],
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}
