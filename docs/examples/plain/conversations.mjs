/** Opens and closes conversations as your chat backend does, with a token of its own machine client. Node 20 or later. */
const { SEALFORM, TOKEN_ENDPOINT, CLIENT_ID, CLIENT_SECRET } = process.env

const backendToken = async () => {
  const response = await fetch(TOKEN_ENDPOINT, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${CLIENT_ID}:${CLIENT_SECRET}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'sealform/conversations' }),
  })
  if (!response.ok) throw new Error(`no access token: ${response.status}`)
  return (await response.json()).access_token
}

const call = async (method, path, body) => {
  const headers = { authorization: `Bearer ${await backendToken()}`, 'content-type': 'application/json' }
  const response = await fetch(`${SEALFORM}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
}
const pathOf = (conversationId) => `/v1/conversations/${encodeURIComponent(conversationId)}`

/** Opens a conversation, or transfers it if it is open. */
export const openConversation = (conversationId, agentId) => call('PUT', pathOf(conversationId), { agentId })
export const closeConversation = (conversationId) => call('POST', `${pathOf(conversationId)}/close`, {})
