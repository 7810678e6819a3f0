/** A proof observes a deployed stage and answers whether one statement is true. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { Caller } from '../smoke/recording-client.ts'
import type { ServiceDriver } from '../smoke/service-driver.ts'
import type { Account } from './account.ts'
import type { PoolPeople } from './pool-people.ts'
import type { SentenceId } from './sentences.ts'

/**
 * The observations of a proof. They contain counts, states and seconds, but never an id, an address or an answer to a
 * question.
 */
export type Facts = Readonly<Record<string, string | number | boolean>>

export interface Answer {
  /** Whether the statement is true. `not shown` means that this run could not observe it. */
  readonly answer: 'yes' | 'no' | 'not shown'
  readonly why?: string
  readonly seen?: Facts
}

export interface Callers {
  readonly driver: ServiceDriver
  readonly administrator: Caller
}

export interface ProofContext {
  readonly stage: StageSettings
  readonly origin: string
  /** Returns the callers. Their tokens are valid for at least a few minutes. */
  readonly callers: () => Promise<Callers>
  /** Signs people in through Cognito's API. Undefined if the tokens are not from a Cognito user pool. */
  readonly people?: PoolPeople | undefined
  readonly account: Account
  /** Deploys the stage again. Undefined if this run uses a stage that was already deployed. */
  readonly deployAgain?: (() => Promise<void>) | undefined
  readonly fetch: typeof globalThis.fetch
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<unknown>
  /** How long a proof waits for a log line, an event or a rotation. */
  readonly patienceMs: number
}

export interface Proof {
  readonly id: SentenceId
  /** Runs the proof. If it throws, the answer is `no`. */
  readonly run: (context: ProofContext) => Promise<Answer>
}

export const yes = (seen: Facts = {}): Answer => ({ answer: 'yes', seen })
export const no = (why: string, seen: Facts = {}): Answer => ({ answer: 'no', why, seen })
export const notShown = (why: string): Answer => ({ answer: 'not shown', why })

/**
 * Calls `look` repeatedly until it returns a value, and returns that value. Returns undefined if there is still no
 * value after `patienceMs`.
 */
export const until = async <Value>(
  { now, pause, patienceMs }: Pick<ProofContext, 'now' | 'pause' | 'patienceMs'>,
  look: () => Promise<Value | undefined>,
  intervalMs = 10_000,
): Promise<Value | undefined> => {
  const end = now() + patienceMs
  for (;;) {
    const value = await look()
    if (value !== undefined || now() >= end) return value
    await pause(Math.min(intervalMs, patienceMs))
  }
}

/** Returns true if these are the headers of a reply that came through CloudFront. */
export const isFromCloudFront = (headers: Headers): boolean => headers.has('x-amz-cf-id')
