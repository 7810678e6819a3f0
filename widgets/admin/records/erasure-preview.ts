/** Says what an erasure will erase, for its confirmation. */
import type * as z from 'zod/mini'
import type { erase } from '../../../contracts/steps/erase.ts'
import { previewErasure } from '../../../contracts/steps/preview-erasure.ts'
import type { Reply } from '../../shared/api-client.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'

/** Returns one sentence, or the reply that refuses the erasure. */
export const erasurePreview = async (
  { service }: ViewContext,
  body: z.infer<typeof erase.body>,
): Promise<string | Exclude<Reply<unknown>, { readonly outcome: 'done' }>> => {
  const reply = await service.call(previewErasure, { path: {}, body })
  if (reply.outcome !== 'done') return reply
  const { submissions, conversations, complete } = reply.value
  const { one, counted, countedAtLeast } = messages.erasure.preview
  if (body.submissionId !== undefined) return one(body.submissionId)
  const target = body.conversationId ?? body.visitorRef ?? ''
  return (complete ? counted : countedAtLeast)(target, submissions, conversations)
}
