/**
 * Many requests at once: each has a connection of its own and has sent all but its last byte before the first of them sends that byte
 * too, so that the server holds all of them when it can begin with any.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'

type Call<Result> = () => Promise<Result>

interface Group<Result> {
  /** All requests have been sent but for their last byte. */
  readonly ready: Promise<unknown>
  readonly results: readonly Promise<Result>[]
  open(): void
}

interface Gate {
  readonly opened: Promise<void>
  requestIsReady(): void
}

const gates = new AsyncLocalStorage<Gate>()

/** For the client of the calls that race. Sends every other request at once. */
export const gatedFetch: typeof globalThis.fetch = (input, init = {}) => {
  const gate = gates.getStore()
  return gate === undefined || input instanceof Request ? fetch(input, init) : fetchThrough(gate, new URL(input), init)
}

/** Makes the calls at once. Their results are in the order of the calls. Rejects when one has no reply. */
export const race = async <Result>(calls: readonly Call<Result>[]): Promise<readonly Result[]> => {
  const group = holdRequests(calls)
  await group.ready
  group.open()
  return Promise.all(group.results)
}

/** The same, with later calls that start after so many successes, or when all others have ended. */
export const raceWithLatecomers = async <Result extends { readonly status: number }>(
  calls: readonly Call<Result>[],
  { calls: laterCalls, afterSuccesses }: { readonly calls: readonly Call<Result>[]; readonly afterSuccesses: number },
): Promise<readonly Result[]> => {
  const group = holdRequests(calls)
  const latecomers = holdRequests(laterCalls)
  await Promise.all([group.ready, latecomers.ready])
  let successes = 0
  const results = group.results.map(async (result) => {
    const { status } = await result
    if (status < 300) successes += 1
    if (successes >= afterSuccesses) latecomers.open()
    return result
  })
  if (afterSuccesses === 0) latecomers.open()
  group.open()
  const early = await Promise.all(results)
  latecomers.open()
  return [...early, ...(await Promise.all(latecomers.results))]
}

const holdRequests = <Result>(calls: readonly Call<Result>[]): Group<Result> => {
  const opened = Promise.withResolvers<void>()
  const allReady = Promise.withResolvers<void>()
  let waiting = 0
  const gate: Gate = {
    opened: opened.promise,
    requestIsReady: () => {
      waiting += 1
      if (waiting === calls.length) allReady.resolve()
    },
  }
  const results = calls.map((call) => gates.run(gate, call))
  // A request that fails before the others are ready ends the wait for them.
  return { ready: Promise.race([allReady.promise, Promise.all(results)]), results, open: opened.resolve }
}

const fetchThrough = async (
  gate: Gate,
  url: URL,
  { method = 'GET', headers, body }: RequestInit,
): Promise<Response> => {
  const content = Buffer.from(typeof body === 'string' ? body : '')
  const request = httpRequest(url, {
    method,
    // A connection of its own.
    agent: false,
    headers: { ...Object.fromEntries(new Headers(headers)), 'Content-Length': content.length },
  })
  const response = responseTo(request)
  await new Promise<void>((resolve, reject) => {
    response.catch(reject)
    request.write(content.subarray(0, -1), () => resolve())
  })
  gate.requestIsReady()
  await gate.opened
  request.end(content.subarray(-1))
  return response
}

const responseTo = (request: ClientRequest): Promise<Response> =>
  new Promise((resolve, reject) => {
    request.on('error', reject)
    request.once('response', (response) => readResponse(response).then(resolve, reject))
  })

const readResponse = async (response: IncomingMessage): Promise<Response> => {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return new Response(Buffer.concat(chunks), { status: response.statusCode ?? 0 })
}
