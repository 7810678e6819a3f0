import * as z from 'zod/mini'
import { ConversationId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const closeConversation = step({
  name: 'close-conversation',
  summary: 'Closes a conversation permanently and invalidates every key of its forms.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/conversations/{conversationId}/close',
  caller: 'chat-backend',
  anyOf: [],
  pathParameters: z.strictObject({ conversationId: ConversationId }),
  query: noFields,
  body: noFields,
  reply: z.strictObject({ conversationId: ConversationId, status: z.literal('closed') }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
