/** Retrieves the answers: requests a retrieve key and uses it immediately. */
import { type FormId, QuestionId, type SubmissionId, type TemplateId } from '../../../contracts/identifiers.ts'
import type { SealedAnswer } from '../../../contracts/sealing.ts'
import { issueRetrieveKey } from '../../../contracts/steps/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../contracts/steps/retrieve-submission.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Access } from '../sign-in/access.ts'

export interface RetrievedSubmission {
  readonly submissionId: SubmissionId
  readonly templateId: TemplateId
  readonly templateVersion: number
  readonly answers: Readonly<Record<QuestionId, string>>
  readonly sealed: ReadonlyMap<QuestionId, SealedAnswer>
  readonly sealedStatus: 'none' | 'available' | 'gone'
}

/**
 * Retrieves the answers to a form. Requests a new key with each call. After the outcome `unclear`, stored answers can be
 * retrieved again, but sealed answers may no longer exist.
 */
export const retrieveAnswers = async (access: Access, formId: FormId): Promise<Reply<RetrievedSubmission>> => {
  const issued = await access.call(issueRetrieveKey, { path: { formId }, body: {} })
  if (issued.outcome !== 'done') return issued
  const { submissionId, retrieveKey } = issued.value
  const reply = await access.call(retrieveSubmission, { path: { submissionId }, body: { retrieveKey } })
  if (reply.outcome !== 'done') return reply
  const { templateId, templateVersion, answers, sealedAnswers, sealedStatus } = reply.value
  const sealed = new Map(Object.entries(sealedAnswers).map(([id, answer]) => [QuestionId.parse(id), answer]))
  return { outcome: 'done', value: { submissionId, templateId, templateVersion, answers, sealed, sealedStatus } }
}
