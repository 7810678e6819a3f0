/**
 * The modelled service time of a step. Each call to AWS takes a fixed virtual time. Calls that a step makes at the same
 * time run at the same virtual time. The model compares designs and promises no latency.
 */
import { setImmediate } from 'node:timers/promises'

/** The duration of each kind of call, in milliseconds. */
export const callMs = {
  GetItem: 5,
  BatchGetItem: 6,
  Query: 6,
  PutItem: 7.5,
  UpdateItem: 7.5,
  DeleteItem: 7.5,
  TransactWriteItems: 25,
  kms: 10,
  holding: 1,
} as const
export type CallKind = keyof typeof callMs

export const isCallKind = (name: string): name is CallKind => Object.hasOwn(callMs, name)

/** The time of API Gateway and of the start of the handler, in milliseconds. */
export const frontMs = 10
/** The time of the authorizer, in milliseconds, if API Gateway has no cached result for the token. */
export const authorizerMs = 12

export interface ModelledTime {
  /**
   * Makes the call at once, and returns its result when the virtual time of the call has passed. A rejection is also
   * returned then.
   */
  call<Result>(kind: CallKind, work: () => Promise<Result>): Promise<Result>
  /** Waits until all calls have ended. Returns the virtual time in milliseconds since the last time it was read. */
  takeMilliseconds(): Promise<number>
}

interface PendingCall {
  readonly endsAt: number
  readonly end: () => void
}

/** How many turns of the event loop the code between two calls may take. */
const turnsBetweenCalls = 20

export const modelledTime = (): ModelledTime => {
  let now = 0
  let running = 0
  let pending: PendingCall[] = []
  let advancing: Promise<void> | undefined

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < turnsBetweenCalls || running > 0; turn++) await setImmediate()
  }

  /** Ends the pending calls in the order of their virtual ends. Calls that start meanwhile take part. */
  const advance = async (): Promise<void> => {
    await settle()
    while (pending.length > 0) {
      const endsAt = Math.min(...pending.map((each) => each.endsAt))
      const ended = pending.filter((each) => each.endsAt === endsAt)
      pending = pending.filter((each) => each.endsAt !== endsAt)
      now = endsAt
      for (const { end } of ended) end()
      await settle()
    }
    advancing = undefined
  }

  return {
    async call(kind, work) {
      const endsAt = now + callMs[kind]
      running += 1
      const [outcome] = await Promise.allSettled([work()])
      running -= 1
      const { promise, resolve: end } = Promise.withResolvers<void>()
      pending.push({ endsAt, end })
      advancing ??= advance()
      await promise
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    },

    async takeMilliseconds() {
      await settle()
      await advancing
      const taken = now
      now = 0
      return taken
    },
  }
}
