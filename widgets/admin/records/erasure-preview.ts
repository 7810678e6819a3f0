/**
 * Says what an erasure will affect. The service has no step for this, so the page counts the submissions of a conversation in the
 * audit log. For a submission or a visitor it can only repeat what was typed.
 */
import type * as z from 'zod/mini'
import type { erase } from '../../../contracts/steps/erase.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { readAllPages, readAuditPage } from './audit-search.ts'

type ErasureTarget = z.infer<typeof erase.body>

/** Returns one sentence for the confirmation. */
export const erasurePreview = async ({ service, session }: ViewContext, target: ErasureTarget): Promise<string> => {
  const { preview } = messages.erasure
  const { conversationId, submissionId, visitorRef = '' } = target
  if (submissionId !== undefined) return preview.submission(submissionId)
  if (conversationId === undefined) return preview.visitor(visitorRef)
  if (!session.permissions.includes('audit:read')) return preview.uncounted(conversationId)
  const query = { conversationId, limit: '100' }
  const first = await readAuditPage(service, query)
  if ('failed' in first)
    return first.isNotFound ? preview.unknownConversation(conversationId) : preview.uncounted(conversationId)
  const events = await readAllPages(service, query, first)
  if ('failed' in events) return preview.uncounted(conversationId)
  const submissions = new Set<string | undefined>()
  for (const { event, submissionId } of events) {
    if (event === 'form-submitted') submissions.add(submissionId)
    if (event === 'submission-erased') submissions.delete(submissionId)
  }
  return preview.conversation(conversationId, submissions.size)
}
