/**
 * The brand's own backend in the demo, as a brand would write it. It opens and closes conversations as the chat
 * backend, and gives the agent's page its access tokens. It gets the tokens for both roles from `/dev/token`, a route
 * that only the local run has. A real brand uses its identity provider.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { type CallResult, type Client, createClient } from '../../contracts/client.ts'
import { protocol } from '../../contracts/protocol.ts'

export const demoSite = 'acme'
export const demoAgent = 'agent-7'

export interface Backend {
  /** Opens a conversation that is assigned to the demo's agent, and returns its id. */
  openConversation(): Promise<string>
  closeConversation(conversationId: string): Promise<void>
  /** Returns an access token for a new sign-in. */
  agentToken(): Promise<string>
}

const DevToken = z.object({ accessToken: z.string() })

const assertSuccess = ({ status, problem }: CallResult<unknown>): void => {
  if (problem !== undefined) throw new Error(`the service refused: ${problem.code}`)
  if (status >= 300) throw new Error(`the service answered ${status}`)
}

export const createBackend = (serviceOrigin: string): Backend => {
  const client: Client = createClient({ origin: serviceOrigin })
  const signIn = async (subject: string, profile: string): Promise<string> => {
    const response = await fetch(new URL('/dev/token', serviceOrigin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ siteId: demoSite, subject, profile }),
    })
    return DevToken.parse(await response.json()).accessToken
  }
  const asBackend = () => signIn('acme-chat', 'chat-backend')
  return {
    async openConversation() {
      const conversationId = `demo-${randomUUID()}`
      assertSuccess(
        await client.call(protocol['put-conversation'], {
          path: { conversationId },
          body: { agentId: demoAgent },
          accessToken: await asBackend(),
        }),
      )
      return conversationId
    },
    async closeConversation(conversationId) {
      assertSuccess(
        await client.call(protocol['close-conversation'], { path: { conversationId }, accessToken: await asBackend() }),
      )
    },
    agentToken: () => signIn(demoAgent, 'agent'),
  }
}
