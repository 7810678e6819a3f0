/**
 * The client that the checks use for typed calls and raw requests. It records each reply with its headers. It does not
 * follow redirects.
 */
import * as z from 'zod/mini'
import { type Call, type CallResult, createClient } from '../../contracts/client.ts'
import { Problem } from '../../contracts/problem.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'
import { describeAnswer, Unexpected } from './observation.ts'

/** A recorded reply. */
export interface RecordedReply {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly headers: Headers
}

export interface RecordingClient {
  readonly origin: string
  readonly replies: readonly RecordedReply[]
  /**
   * Calls a step.
   * @throws {Unexpected} if there is no answer, or one that violates the contract
   */
  call<S extends Step>(step: S, call?: Call<S>): Promise<CallResult<z.output<S['reply']>>>
  /** Sends a request that the typed client would not send. Does not check the body of a successful reply. */
  send(path: string, init: RequestInit): Promise<{ status: number; problem?: Problem; headers: Headers }>
}

export interface RecordingClientSettings {
  readonly origin: string
  readonly fetch?: typeof globalThis.fetch
}

const timeoutMs = 30_000

const Cause = z.object({ cause: z.object({ code: z.string() }) })

/** Returns the system's error code for a network failure, never its message. */
const describeNetworkFailure = (error: unknown): string => {
  const failure = Cause.safeParse(error)
  if (failure.success) return `no answer (${failure.data.cause.code})`
  return error instanceof Error && error.name === 'TimeoutError' ? 'no answer within 30 seconds' : 'no answer'
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const createRecordingClient = ({
  origin,
  fetch = globalThis.fetch,
}: RecordingClientSettings): RecordingClient => {
  const replies: RecordedReply[] = []

  const noted: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const signal = AbortSignal.timeout(timeoutMs)
    const method = init?.method ?? 'GET'
    const response = await fetch(url, { ...init, redirect: 'manual', signal }).catch((error) => {
      throw new Unexpected({
        at: `${method} ${url.pathname}`,
        expected: 'a response',
        actual: describeNetworkFailure(error),
      })
    })
    replies.push({ method, path: url.pathname, status: response.status, headers: response.headers })
    return response
  }

  return {
    origin,
    replies,
    async call(step, call) {
      let status: number | undefined
      const fetchOnce: typeof globalThis.fetch = async (input, init) => {
        const response = await noted(input, init)
        status = response.status
        return response
      }
      try {
        return await createClient({ origin, fetch: fetchOnce }).call(step, call)
      } catch (error) {
        if (error instanceof Unexpected) throw error
        const actual =
          status === undefined ? 'nothing that could be sent' : `${status} in another form than the contract's`
        throw new Unexpected({ at: step.name, expected: "the contract's reply", actual })
      }
    },
    async send(path, init) {
      const response = await noted(new URL(path, origin), init)
      const problem = response.ok ? undefined : Problem.safeParse(parseJson(await response.text()))
      return { status: response.status, headers: response.headers, ...(problem?.success && { problem: problem.data }) }
    },
  }
}

/** A caller, which is either a signed-in person or a visitor without a token. */
export interface Caller {
  call<Name extends StepName>(step: Name, given?: Call<StepOf<Name>>): Promise<CallResult<ReplyOf<Name>>>
  /** Returns the reply to a call that must succeed. @throws {Unexpected} if the call is refused */
  reply<Name extends StepName>(step: Name, given?: Call<StepOf<Name>>): Promise<ReplyOf<Name>>
}

type StepOf<Name extends StepName> = (typeof protocol)[Name]
type ReplyOf<Name extends StepName> = z.output<StepOf<Name>['reply']>

export const callerWith = ({ call }: Pick<RecordingClient, 'call'>, accessToken?: string): Caller => {
  const callStep: Caller['call'] = (step, given) =>
    call(protocol[step], { ...given, ...(accessToken !== undefined && { accessToken }) })
  return {
    call: callStep,
    async reply(step, given) {
      const result = await callStep(step, given)
      const { success } = protocol[step]
      if (result.problem === undefined && result.status === success) return result.reply
      throw new Unexpected({ at: step, expected: String(success), actual: describeAnswer(result) })
    },
  }
}
