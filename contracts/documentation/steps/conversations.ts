import { closeConversation } from '../../steps/close-conversation.ts'
import { putConversation } from '../../steps/put-conversation.ts'
import { example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

const path = { conversationId: example.conversationId }

export const conversations = {
  'put-conversation': documented(putConversation, {
    tag: 'Conversations',
    description:
      'Opens the conversation if it does not exist. A repeat with another `agentId` transfers it to that agent: the earlier agent can then no longer send or retrieve in it. A repeat with the same values changes nothing.',
    body: {
      agentId: 'The agent to whom the conversation is assigned: the subject of their sign-in.',
      visitorRef:
        'The brand’s own id of the visitor, by which `erase` finds the conversation: 1 to 128 characters. If absent, the stored one stays.',
    },
    reply: {
      conversationId: 'The same conversation as in the path.',
      status: 'Always `active`.',
      agentId: 'The agent to whom the conversation is now assigned.',
    },
    refusals: { conflict: 'The conversation is closed. A closed conversation never reopens.' },
    example: {
      path,
      body: { agentId: example.agentId, visitorRef: example.visitorRef },
      reply: { conversationId: example.conversationId, status: 'active', agentId: example.agentId },
    },
  }),
  'close-conversation': documented(closeConversation, {
    tag: 'Conversations',
    description:
      'Closes the conversation permanently. Every key of its forms becomes invalid, and agents can no longer retrieve answers. Stored answers remain until the end of their retention, for the history. Repeating the request has no further effect.',
    reply: { conversationId: 'The same conversation as in the path.', status: 'Always `closed`.' },
    refusals: { 'not-found': 'The site has no conversation with this id.' },
    example: { path, body: {}, reply: { conversationId: example.conversationId, status: 'closed' } },
  }),
}
