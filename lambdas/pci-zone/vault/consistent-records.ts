/**
 * Checks whether the stored records of a submission are consistent with each other and with its form. Only decryption
 * proves their consistency, but decryption comes after the release. This earlier check prevents a release from being
 * recorded in the chain of another conversation.
 */
import type { FormRecord } from '../../core/forms/form.ts'
import type { DataKeyRecord, SubmissionDescription, SubmissionRecord } from './submissions.ts'

/** True if the data key has the same site and the same end of retention as its submission. */
export const matchesDataKey = (submission: SubmissionRecord, dataKey: DataKeyRecord): boolean =>
  submission.siteId === dataKey.siteId && submission.expiresAt === dataKey.expiresAt

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
