/**
 * Checks whether the stored records of a submission are consistent with each other and with its form. Only decryption
 * proves their consistency, but decryption comes after the release. This earlier check prevents a release from being
 * recorded in the chain of another conversation.
 */
import type { FormRecord } from '../../core/forms/form.ts'
import type { KeyRecord } from '../../core/one-time-keys/key-record.ts'
import type { DataKeyRecord, SubmissionDescription } from './submissions.ts'

/** True if the data key has the same site and the same end of retention as its submission. */
export const matchesDataKey = (submission: SubmissionDescription, dataKey: DataKeyRecord): boolean =>
  submission.siteId === dataKey.siteId && submission.expiresAt === dataKey.expiresAt

/** True if the retrieve key is bound to the form and the conversation of the submission. */
export const matchesKey = (submission: SubmissionDescription, key: KeyRecord): boolean =>
  submission.submissionId === key.submissionId &&
  submission.siteId === key.siteId &&
  submission.conversationId === key.conversationId &&
  submission.formId === key.formId

/** True if the form names the submission, and every field that was copied from the form has the same value in both. */
export const matchesForm = (submission: SubmissionDescription, form: FormRecord): boolean =>
  submission.submissionId === form.submissionId &&
  submission.submittedAt === form.submittedAt &&
  submission.formId === form.formId &&
  submission.siteId === form.siteId &&
  submission.conversationId === form.conversationId &&
  submission.templateId === form.templateId &&
  submission.templateVersion === form.templateVersion &&
  submission.sender.issuer === form.sender.issuer &&
  submission.sender.subject === form.sender.subject &&
  submission.contextHash === form.contextHash
