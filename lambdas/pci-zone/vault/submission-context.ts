/**
 * What the encryption of a submission authenticates (promises I10 and I13): every attribute of its record that decides who may
 * read it, for how long, and what it says. It is computed from the record alone, when it is stored and again when it is read.
 */
import { createHash } from 'node:crypto'
import type { VaultContext } from './data-keys.ts'
import type { SubmissionDescription } from './submissions.ts'

/** The context of a submission: its ids, and one hash of the rest. CloudTrail shows it, so no other value is in it. */
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
  /** The answers that only a destination reads; every answer is the agent's to read. */
  const readByDestination: readonly string[] = []
  const fields = [
    'sealform/v2/record',
    ...[sender.issuer, sender.subject, conversationId, submittedAt, expiresAt],
    ...[sealedQuestions, readByDestination, contextHash ?? null],
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}
