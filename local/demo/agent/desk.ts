/**
 * The demo's agent at her desk: signed in, in a conversation that the brand's chat backend has just opened for her. Both
 * sign-ins come from the route that only the local run has.
 */
import * as z from 'zod/mini'
import { AgentId, ConversationId } from '../../../contracts/identifiers.ts'
import type { Step } from '../../../contracts/step.ts'
import { closeConversation } from '../../../contracts/steps/close-conversation.ts'
import { putConversation } from '../../../contracts/steps/put-conversation.ts'
import { call, type Reply, type Request } from '../../../widgets/shared/api-client.ts'

const siteId = 'acme'
const agentId = AgentId.parse('agent-7')

const DevToken = z.object({ accessToken: z.string() })

const signIn = async (subject: string, profile: string): Promise<string> => {
  const response = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ siteId, subject, profile }),
  })
  return DevToken.parse(await response.json()).accessToken
}

export interface Desk {
  readonly agentId: AgentId
  readonly conversationId: ConversationId
  /** Calls a step as this agent. A sign-in that has run out is renewed once, as a workspace with an identity provider would. */
  ask<Path extends Readonly<Record<string, string>>, Query, Body, Value>(
    step: Step<Path, Query, Body, Value>,
    request: Omit<Request<Path, Body>, 'accessToken'>,
  ): Promise<Reply<Value>>
  /** The chat backend ends the conversation. */
  close(): Promise<boolean>
}

/** @throws when the local service cannot be reached. */
export const sitDown = async (): Promise<Desk> => {
  const conversationId = ConversationId.parse(`demo-${crypto.randomUUID()}`)
  let agentToken = await signIn(agentId, 'agent')
  const backendToken = await signIn('acme-chat', 'chat-backend')
  const opened = await call(putConversation, {
    path: { conversationId },
    body: { agentId },
    accessToken: backendToken,
  })
  if (opened.outcome !== 'done') throw new Error('the conversation could not be opened')

  return {
    agentId,
    conversationId,
    ask: async (step, request) => {
      const reply = await call(step, { ...request, accessToken: agentToken })
      if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
      agentToken = await signIn(agentId, 'agent')
      return call(step, { ...request, accessToken: agentToken })
    },
    close: async () => {
      // The backend's own token lives as briefly as the agent's.
      const accessToken = await signIn('acme-chat', 'chat-backend')
      const closed = await call(closeConversation, { path: { conversationId }, body: {}, accessToken })
      return closed.outcome === 'done'
    },
  }
}
