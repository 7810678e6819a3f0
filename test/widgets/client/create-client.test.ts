import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { protocol } from '../../../contracts/protocol.ts'
import { CallFailure, createClient, type SealformClientSettings } from '../../../widgets/client-package.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const origin = 'https://forms.example'
const conversationId = 'chat@1:x'
const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}) =>
  Response.json({ type: 'x', title: 'x', status, code, requestId: 'x' }, { status, headers })
const closed = () => Response.json({ conversationId, status: 'closed' })
const sent = () => Response.json({ status: 'gone' }, { status: 201 })
const noNetwork = (): Response => {
  throw new TypeError('fetch failed')
}
/** A proxy's own page. */
const proxyPage = (status: number) => () => new Response('<html>', { status })

/** A service that gives these responses in turn, and then the last one again. */
const service = (...responses: readonly (() => Response | Promise<Response>)[]) => {
  const requests: Request[] = []
  const times: number[] = []
  const started = Date.now()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    times.push(Date.now() - started)
    const response = responses[Math.min(requests.push(request), responses.length) - 1]
    const aborted = new Promise<never>((_, reject) =>
      request.signal.addEventListener('abort', () => reject(request.signal.reason)),
    )
    return Promise.race([aborted, Promise.resolve(response?.() ?? refusal(503, 'try-again'))])
  }
  const tokens = () => requests.map(({ headers }) => headers.get('authorization'))
  return { fetch, requests, times, tokens }
}
type Service = ReturnType<typeof service>

const clientTo = ({ fetch }: Service, accessToken: SealformClientSettings['accessToken'] = 'a.b.c') =>
  createClient({ origin, fetch, accessToken })

/** Resolves to the code of the failure with which the call rejects, after all pauses. */
const failureOf = async (call: Promise<unknown>): Promise<string> => {
  const failure = call.then(
    () => 'none',
    (reason) => (reason instanceof CallFailure ? `${reason.name} ${reason.code}` : String(reason)),
  )
  await vi.runAllTimersAsync()
  return failure
}
const settled = async <Result>(call: Promise<Result>): Promise<Result> => {
  await vi.runAllTimersAsync()
  return call
}

describe('a method', () => {
  test('exists for every step of the protocol', () => {
    const names = Object.keys(clientTo(service()))
    const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    expect(names.sort()).toEqual([...Object.keys(protocol).map(camelCase), 'call', 'connectEvents'].sort())
  })

  test('fills in the path, and sends the body with the client’s token', async () => {
    const to = service(closed)
    expect(await clientTo(to).closeConversation({ conversationId })).toMatchObject({ reply: { status: 'closed' } })
    expect(to.requests[0]?.url).toBe(`${origin}/v1/conversations/chat%401%3Ax/close`)
    expect(to.tokens()).toEqual(['Bearer a.b.c'])
    await clientTo(to)
      .putConversation({ conversationId, body: { agentId: 'ada' }, accessToken: 'd.e.f' })
      .catch(String)
    expect(await to.requests[1]?.json()).toEqual({ agentId: 'ada' })
    expect(to.tokens()[1]).toBe('Bearer d.e.f')
  })

  test('sends the `traceparent` of the current trace with each request, also a repeated one', async () => {
    const to = service(() => refusal(503, 'try-again'), closed, closed)
    let span = 0
    const traceparent = () => (span < 2 ? `00-${'a'.repeat(32)}-${`${++span}`.repeat(16)}-01` : undefined)
    const client = createClient({ origin, fetch: to.fetch, accessToken: 'a.b.c', traceparent })
    await settled(client.closeConversation({ conversationId }))
    await settled(client.closeConversation({ conversationId }))
    const sent = to.requests.map(({ headers }) => headers.get('traceparent'))
    expect(sent).toEqual([
      `00-${'a'.repeat(32)}-${'1'.repeat(16)}-01`,
      `00-${'a'.repeat(32)}-${'2'.repeat(16)}-01`,
      null,
    ])
    expect(to.tokens()).toEqual(['Bearer a.b.c', 'Bearer a.b.c', 'Bearer a.b.c'])
  })

  test('sends the query and the etag, and no token for a visitor’s step', async () => {
    const to = service(() => refusal(404, 'not-available'))
    await clientTo(to).listTemplates({ query: { limit: '5' } })
    await clientTo(to).patchSite({ body: {}, ifMatch: '"1"' })
    await clientTo(to).extendForm({ body: { formId: 'x', visitorSecret: 'x' } })
    expect(to.requests[0]?.url).toBe(`${origin}/v1/templates?limit=5`)
    expect(to.requests[1]?.headers.get('if-match')).toBe('"1"')
    expect(to.tokens()[2]).toBeNull()
  })
})

describe('a request', () => {
  const send = (to: Service) => clientTo(to).sendForm({ conversationId, body: { templateId: 'x' } })
  const close = (to: Service) => clientTo(to).closeConversation({ conversationId })

  test('is repeated if that has no further effect: after no response, and after a temporary failure', async () => {
    for (const failure of [noNetwork, proxyPage(502), () => refusal(503, 'try-again')]) {
      const to = service(failure, failure, closed)
      expect(await settled(close(to))).toMatchObject({ status: 200 })
      expect(to.requests).toHaveLength(3)
    }
  })

  test('is repeated at most twice', async () => {
    const unreachable = service(noNetwork)
    expect(await failureOf(close(unreachable))).toBe('CallFailure unreachable')
    const busy = service(() => refusal(503, 'try-again'))
    expect(await settled(close(busy))).toMatchObject({ problem: { code: 'try-again' } })
    expect([unreachable.requests.length, busy.requests.length]).toEqual([3, 3])
  })

  test('is never repeated if it could take effect twice', async () => {
    for (const failure of [noNetwork, () => refusal(429, 'too-many-requests'), proxyPage(503)]) {
      const to = service(failure, sent)
      await failureOf(send(to))
      expect(to.requests).toHaveLength(1)
    }
    const withEtag = service(noNetwork)
    await failureOf(clientTo(withEtag).patchSite({ body: {}, ifMatch: '"1"' }))
    expect(withEtag.requests).toHaveLength(1)
  })

  test('is not repeated after a refusal, or after a reply that does not match the contract', async () => {
    const refused = service(() => refusal(404, 'not-found'))
    expect(await settled(close(refused))).toMatchObject({ problem: { code: 'not-found' } })
    const odd = service(() => Response.json({ more: 1 }))
    expect(await failureOf(close(odd))).toBe('CallFailure unexpected-response')
    expect([refused.requests.length, odd.requests.length]).toEqual([1, 1])
  })

  test('waits as long as `Retry-After` says, unless that is too long', async () => {
    const short = service(() => refusal(429, 'too-many-requests', { 'retry-after': '4' }), closed)
    await settled(close(short))
    expect(short.times[1]).toBeGreaterThanOrEqual(4_000)
    const long = service(() => refusal(429, 'too-many-requests', { 'retry-after': '60' }), closed)
    expect(await settled(close(long))).toMatchObject({ problem: { code: 'too-many-requests' } })
    expect(long.requests).toHaveLength(1)
  })

  test('ends after the time limit', async () => {
    const to = service(() => new Promise<Response>(() => {}))
    expect(await failureOf(send(to))).toBe('CallFailure timed-out')
    expect(Date.now()).toBeGreaterThanOrEqual(10_000)
  })

  test('ends with the reason of the caller’s signal, also during a pause', async () => {
    const to = service(noNetwork)
    const ending = new AbortController()
    const call = clientTo(to).closeConversation({ conversationId, signal: ending.signal })
    const failure = call.catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(10)
    ending.abort('no longer needed')
    expect(await failure).toBe('no longer needed')
    expect(to.requests).toHaveLength(1)
    expect(await failureOf(clientTo(to).getSession({ signal: ending.signal }))).toBe('no longer needed')
    expect(to.requests).toHaveLength(1)
  })
})

describe('a token', () => {
  const expired = () => refusal(401, 'not-signed-in')

  test('is requested once, and once more when the service rejects it', async () => {
    let count = 0
    const to = service(closed, expired, closed)
    const client = clientTo(to, async () => `token-${++count}`)
    await client.closeConversation({ conversationId })
    expect(await client.closeConversation({ conversationId })).toMatchObject({ status: 200 })
    expect(to.tokens()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
  })

  test('that is rejected again ends in the refusal, also for a step that is not repeated otherwise', async () => {
    let count = 0
    const to = service(expired)
    const client = clientTo(to, async () => `token-${++count}`)
    expect(await client.sendForm({ conversationId, body: { templateId: 'x' } })).toMatchObject({ status: 401 })
    expect(to.tokens()).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('is shared by calls at the same time, and missing if no one is signed in', async () => {
    let count = 0
    const to = service(closed)
    const client = clientTo(to, async () => `token-${++count}`)
    await Promise.all([1, 2, 3].map(() => client.closeConversation({ conversationId })))
    expect(new Set(to.tokens())).toEqual(new Set(['Bearer token-1']))
    const signedOut = service(expired)
    expect(await clientTo(signedOut, async () => undefined).getSession()).toMatchObject({ status: 401 })
    expect(signedOut.tokens()).toEqual([null])
  })
})
