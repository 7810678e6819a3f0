/** A proof observes a deployed stage, and answers one sentence. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import type { Caller } from '../smoke/recording-client.ts'
import type { ServiceDriver } from '../smoke/service-driver.ts'
import type { Account } from './account.ts'
import type { PoolPeople } from './pool-people.ts'
import type { SentenceId } from './sentences.ts'

/** Counts, states and seconds. Never an id, an address or an answer. */
export type Facts = Readonly<Record<string, string | number | boolean>>

export interface Answer {
  /** `not shown`: this run could not observe it. */
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
  /** The callers, with tokens that are valid for some minutes. */
  readonly callers: () => Promise<Callers>
  /** Signs people in through Cognito's API. Undefined where tokens come from elsewhere. */
  readonly people?: PoolPeople | undefined
  readonly account: Account
  /** Deploys the stage again. Undefined if this run does not deploy. */
  readonly deployAgain?: (() => Promise<void>) | undefined
  readonly fetch: typeof globalThis.fetch
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<unknown>
  /** How long a proof waits for a log line, an event or a rotation. */
  readonly patienceMs: number
}

export interface Proof {
  readonly id: SentenceId
  /** May throw: then the answer is no. */
  readonly run: (context: ProofContext) => Promise<Answer>
}

export const yes = (seen: Facts = {}): Answer => ({ answer: 'yes', seen })
export const no = (why: string, seen: Facts = {}): Answer => ({ answer: 'no', why, seen })
export const notShown = (why: string): Answer => ({ answer: 'not shown', why })

/** Looks again and again until there is a value; undefined when the patience ends. */
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

/** The reply headers of a request that went through CloudFront. */
export const isFromCloudFront = (headers: Headers): boolean => headers.has('x-amz-cf-id')
