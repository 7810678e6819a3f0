/** The client of the package: one method for each step, with time limits, repeated requests and renewed tokens. */
import { type Call, type CallResult, type Client, createClient as createPlainClient } from '../../contracts/client.ts'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'
import { type RenewableToken, renewableToken } from '../shared/renewable-token.ts'
import { type ConnectEvents, connectEvents } from './connect-events.ts'
import type { Methods, ReplyOf } from './method-types.ts'
import { repeatedCall } from './repeated-call.ts'
import { timedCall } from './timed-call.ts'
import { tracedFetch } from './traced-fetch.ts'

/**
 * An access token, or a function that requests one. The function is called before the first call that needs a token, and
 * once more when the service rejects the token. It resolves to undefined if no one is signed in.
 */
export type AccessTokenOption = string | (() => Promise<string | undefined>)

export interface SealformClientSettings {
  /** The service's origin, such as `https://forms.example.com`. */
  readonly origin: string
  /** The token for every step that needs one. Without it, each call of such a step needs its own `accessToken`. */
  readonly accessToken?: AccessTokenOption
  /** The time limit of one request in milliseconds, including the body of its response. 10,000 by default. */
  readonly timeoutMilliseconds?: number
  readonly fetch?: typeof globalThis.fetch
  /**
   * Returns the `traceparent` of the current trace (W3C Trace Context), such as
   * `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`. It is called for each request, and the service writes the
   * trace id to the log line of the request. Not needed if an instrumentation of `fetch` sends this header.
   */
  readonly traceparent?: () => string | undefined
}

export type SealformClient<HasToken extends boolean = true> = Methods<HasToken> & Client & ConnectEvents<HasToken>

interface MethodCall extends Readonly<Record<string, unknown>> {
  readonly body?: unknown
  readonly query?: unknown
  readonly accessToken?: string
  readonly ifMatch?: string
  readonly signal?: AbortSignal
}

const methodName = (step: string): string => step.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Returns the request of a method's input. The path parameters are among the input's fields. */
const requestOf = ({ path }: Step, input: MethodCall) => ({
  path: Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, input[name]])),
  ...(input.body !== undefined && { body: input.body }),
  ...(input.query !== undefined && { query: textsOf(input.query) }),
  ...(input.ifMatch !== undefined && { ifMatch: input.ifMatch }),
})

/** Leaves out the parameters of a query that are undefined. */
const textsOf = (query: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )

type Send = <S extends Step>(step: S, call: Call<S>, signal?: AbortSignal) => Promise<CallResult<ReplyOf<S>>>

/** Sends the request with the client's token. If the service rejects the token, repeats the request once with a new one. */
const sendSignedIn = async <S extends Step>(
  send: Send,
  token: RenewableToken,
  step: S,
  request: Call<S>,
  signal?: AbortSignal,
): Promise<CallResult<ReplyOf<S>>> => {
  const sendWith = (accessToken: string | undefined) =>
    send(step, { ...request, ...(accessToken !== undefined && { accessToken }) }, signal)
  const accessToken = token.current() ?? (await token.renew(undefined))
  const result = await sendWith(accessToken)
  if (result.problem?.code !== 'not-signed-in' || accessToken === undefined) return result
  const renewed = await token.renew(accessToken)
  return renewed === undefined || renewed === accessToken ? result : sendWith(renewed)
}

/** Creates a client without a source of tokens: each call of a step that needs a token has its own `accessToken`. */
export function createClient(
  settings: SealformClientSettings & { readonly accessToken?: undefined },
): SealformClient<false>
/** Creates a client that sends the token of the settings. */
export function createClient(
  settings: SealformClientSettings & { readonly accessToken: AccessTokenOption },
): SealformClient<true>
export function createClient({
  origin,
  accessToken,
  timeoutMilliseconds = 10_000,
  fetch: plainFetch = globalThis.fetch,
  traceparent,
}: SealformClientSettings): SealformClient<boolean> {
  const fetch = traceparent === undefined ? plainFetch : tracedFetch(plainFetch, traceparent)
  const send = repeatedCall(timedCall({ origin, fetch, timeoutMilliseconds }))
  const token = renewableToken(typeof accessToken === 'function' ? accessToken : async () => accessToken)
  const method =
    (step: Step) =>
    (input: MethodCall = {}) => {
      const request = requestOf(step, input)
      if (input.accessToken !== undefined)
        return send(step, { ...request, accessToken: input.accessToken }, input.signal)
      const isSignedIn = step.caller === 'person' || step.caller === 'chat-backend'
      return isSignedIn ? sendSignedIn(send, token, step, request, input.signal) : send(step, request, input.signal)
    }
  const methods = Object.fromEntries(Object.values(protocol).map((step) => [methodName(step.name), method(step)]))
  // TypeScript cannot derive the type of an object that is built from entries. A test compares the names.
  const client = { ...methods, ...createPlainClient({ origin, fetch }) } as Methods<boolean> & Client
  return { ...client, connectEvents: connectEvents(origin, (input) => client.issueEventsTicket(input)) }
}
