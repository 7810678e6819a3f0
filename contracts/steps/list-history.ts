import * as z from 'zod/mini'
import { AgentId, ConversationId, FormId, SubmissionId, TemplateId, Timestamp } from '../identifiers.ts'
import { noFields, PageQuery, step } from '../step.ts'

/** A submission in the history, with ids and times but no answers. */
export const HistoryEntry = z.strictObject({
  submissionId: SubmissionId,
  formId: FormId,
  templateId: TemplateId,
  /** The agent who sent the form. */
  agentId: AgentId,
  submittedAt: Timestamp,
})

export const listHistory = step({
  name: 'list-history',
  summary: 'Lists the stored submissions of a closed conversation.',
  zone: 'pci-zone',
  method: 'GET',
  path: '/v1/history/conversations/{conversationId}',
  caller: 'person',
  anyOf: ['secure-form:view-history'],
  pathParameters: z.strictObject({ conversationId: ConversationId }),
  query: PageQuery,
  body: noFields,
  reply: z.strictObject({ submissions: z.array(HistoryEntry), cursor: z.optional(z.string()) }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'conflict'],
})
