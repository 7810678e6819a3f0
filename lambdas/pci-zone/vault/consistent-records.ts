/**
 * Whether what is stored of a submission agrees with itself and with its form. Only decryption proves it, but decryption comes
 * after the release: this is what can be known before, so that no release is recorded in the chain of another conversation.
 */
import type { FormRecord } from '../../core/forms/form.ts'
import type { DataKeyRecord, SubmissionDescription, SubmissionRecord } from './submissions.ts'

/** The data key repeats the site and the end of the retention of its submission. */
export const matchesDataKey = (submission: SubmissionRecord, dataKey: DataKeyRecord): boolean =>
  submission.siteId === dataKey.siteId && submission.expiresAt === dataKey.expiresAt

/** The form names the submission, and everything that was copied from the form is the same in both. */
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
