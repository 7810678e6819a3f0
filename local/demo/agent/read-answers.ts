/** The agent's way to the answers: a one-time key, spent at once, and the tab's own key for what is off the record. */
import { type FormId, QuestionId } from '../../../contracts/identifiers.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { issueRetrieveKey } from '../../../contracts/steps/issue-retrieve-key.ts'
import { retrieveSubmission } from '../../../contracts/steps/retrieve-submission.ts'
import type { AgentSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import type { Reply } from '../../../widgets/shared/api-client.ts'
import type { ReadAnswers } from './answers-view.ts'
import type { Desk } from './desk.ts'

export type Read = Omit<ReadAnswers, 'asked'>

/** Each call is issued a new key. Sealed answers that do not open are left out, like those that are gone. */
export const readAnswers = async (desk: Desk, formId: FormId, key: AgentSealingKey): Promise<Reply<Read>> => {
  const issued = await desk.ask(issueRetrieveKey, { path: { formId }, body: {} })
  if (issued.outcome !== 'done') return issued
  const { submissionId, retrieveKey } = issued.value

  const retrieved = await desk.ask(retrieveSubmission, { path: { submissionId }, body: { retrieveKey } })
  if (retrieved.outcome !== 'done') return retrieved
  const { templateId, templateVersion, answers, sealedAnswers, sealedStatus } = retrieved.value

  // Before anything else is waited for: these were handed out once and are nowhere now but here.
  const opened = new Map<QuestionId, string>()
  for (const [id, sealed] of Object.entries(sealedAnswers)) {
    const questionId = QuestionId.parse(id)
    try {
      opened.set(questionId, await key.open(sealed, { formId, templateVersion, questionId }))
    } catch {
      // Sealed to the key of an earlier sending, or changed on the way: it stays unread.
    }
  }

  const template = await desk.ask(getTemplate, {
    path: { templateId },
    query: { version: String(templateVersion) },
    body: {},
  })
  if (template.outcome !== 'done') return template
  return { outcome: 'done', value: { template: template.value, answers, opened, sealedStatus } }
}
