import { describe, expect, test } from 'vitest'
import { createClient } from '../../contracts/client.ts'
import { ConversationId, FormId, TemplateId } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'
import { protocol } from '../../contracts/protocol.ts'

const conversationId = ConversationId.parse('chat@1:x')
const formId = FormId.parse('0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d')
const visitorSecret = VisitorSecret.parse('v'.repeat(43))

/** A client with a fake fetch, and its recorded requests. */
const clientTo = (response: () => Response | Promise<Response>) => {
  const requests: Request[] = []
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    requests.push(new Request(input, init))
    return await response()
  }
  return { client: createClient({ origin: 'https://forms.example', fetch }), requests }
}
const answering = (status: number, body: unknown) => () => Response.json(body, { status })

describe('a call', () => {
  test('escapes and fills in path parameters, and sends the body as JSON with the token', async () => {
    const { client, requests } = clientTo(answering(200, { conversationId, status: 'closed' }))
    const call = { path: { conversationId }, accessToken: 'a.b.c' }
    await client.call(protocol['close-conversation'], call)
    const [request] = requests
    expect(request?.url).toBe('https://forms.example/v1/conversations/chat%401%3Ax/close')
    expect(request?.method).toBe('POST')
    expect(request?.headers.get('authorization')).toBe('Bearer a.b.c')
    expect(request?.headers.get('content-type')).toBe('application/json')
    expect(await request?.text()).toBe('{}')
  })

  test('with the method GET has no body, and its query follows the path', async () => {
    const { client, requests } = clientTo(answering(200, { templates: [] }))
    await client.call(protocol['list-templates'], { query: { limit: '5', cursor: 'a&b' }, accessToken: 'x' })
    expect(requests[0]?.url).toBe('https://forms.example/v1/templates?limit=5&cursor=a%26b')
    expect(requests[0]?.body).toBeNull()
    expect(requests[0]?.headers.has('content-type')).toBe(false)
  })

  test('made by a visitor has no token', async () => {
    const { client, requests } = clientTo(answering(200, { formId, expiresAt: '2030-01-15T12:00:00.000Z' }))
    await client.call(protocol['extend-form'], { body: { formId, visitorSecret } })
    expect(requests[0]?.headers.has('authorization')).toBe(false)
  })
})

describe('a reply', () => {
  test('is parsed by the step’s schema', async () => {
    const { client } = clientTo(answering(200, { templateId: 'a', enabled: false }))
    const path = { templateId: TemplateId.parse('a') }
    expect(await client.call(protocol['delete-template'], { path })).toEqual({
      status: 200,
      reply: { templateId: 'a', enabled: false },
    })
  })

  test('without content is returned as an empty reply', async () => {
    const { client } = clientTo(() => new Response(null, { status: 204 }))
    expect(await client.call(protocol['report-progress'])).toEqual({ status: 204, reply: {} })
  })

  test('that is a refusal is returned as a value, not thrown', async () => {
    const problem = { type: 'x', title: 'x', status: 404, code: 'not-available', requestId: 'x' }
    const { client } = clientTo(answering(404, problem))
    expect(await client.call(protocol['open-form'])).toEqual({ status: 404, problem })
  })

  test.each([
    ['a body of another shape', answering(200, { templateId: 'a' })],
    ['a body with an unknown field', answering(200, { templateId: 'a', enabled: false, extra: 1 })],
    ['a refusal of another shape', answering(404, { message: 'Not Found' })],
    ['a text that is not JSON', () => new Response('<html>', { status: 200 })],
    ['a network error', () => Promise.reject(new TypeError('fetch failed'))],
  ])('cannot be read from %s, so the call rejects', async (_, response) => {
    const { client } = clientTo(response)
    const path = { templateId: TemplateId.parse('a') }
    await expect(client.call(protocol['delete-template'], { path })).rejects.toThrow()
  })
})
