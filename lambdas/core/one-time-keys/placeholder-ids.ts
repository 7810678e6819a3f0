import { ConversationId, FormId, SiteId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'

/**
 * Ids of records that do not exist. A step that has no id to look up uses one of these ids, so that a refusal does the
 * same work for every reason (promise I9).
 */
export const placeholderIds = {
  siteId: SiteId.parse('nowhere'),
  conversationId: ConversationId.parse('nowhere'),
  formId: FormId.parse('00000000-0000-4000-8000-000000000000'),
  submissionId: SubmissionId.parse('00000000-0000-4000-8000-000000000000'),
  templateId: TemplateId.parse('nowhere'),
  templateVersion: 1,
} as const
