/** The requests that the brand's page sends to the brand's own server. */
import * as z from 'zod/mini'

const post = async (path: string): Promise<unknown> => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  if (!response.ok) throw new Error(`the brand’s server answered ${response.status}`)
  return response.json()
}

export const openConversation = async (): Promise<string> =>
  z.object({ conversationId: z.string() }).parse(await post('/api/conversations')).conversationId

export const closeConversation = async (conversationId: string): Promise<void> => {
  await post(`/api/conversations/${conversationId}/close`)
}

export const agentToken = async (): Promise<string> =>
  z.object({ accessToken: z.string() }).parse(await post('/api/agent-token')).accessToken
