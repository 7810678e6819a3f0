import * as z from 'zod/mini'
import { AgentId, ConversationId, VisitorRef } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const putConversation = step({
  name: 'put-conversation',
  summary: 'Opens a conversation, or transfers it to another agent.',
  zone: 'control-zone',
  method: 'PUT',
  path: '/v1/conversations/{conversationId}',
  caller: 'chat-backend',
  anyOf: [],
  pathParameters: z.strictObject({ conversationId: ConversationId }),
  query: noFields,
  body: z.strictObject({
    agentId: AgentId,
    visitorRef: z.optional(VisitorRef),
  }),
  reply: z.strictObject({ conversationId: ConversationId, status: z.literal('active'), agentId: AgentId }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'conflict'],
})
