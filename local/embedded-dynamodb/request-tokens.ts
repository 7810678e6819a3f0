import { createHash } from 'node:crypto'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Database, Write } from './database.ts'
import { keySpace } from './key-space.ts'
import { idempotentParameterMismatch, type Request } from './wire.ts'

/**
 * The time for which a token is remembered. It is ten minutes, as in DynamoDB:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const tokenLifetimeMilliseconds = 10 * 60_000

interface TokenRecord {
  readonly digest: string
  readonly committedAt: number
}

/**
 * Remembers which transactions have committed, by their `ClientRequestToken`. A record is committed together with its
 * transaction, so it is as durable as the transaction. Records are stored in buckets of ten minutes, so that old
 * records can be deleted one bucket at a time, without a search.
 */
export interface RequestTokens {
  /**
   * Returns true if a transaction with this token has committed.
   * @throws IdempotentParameterMismatchException if the token was used for another request
   */
  alreadyDone(token: string, request: Request): boolean
  record(token: string, request: Request): Write
  forgetExpired(): Promise<void>
}

export const createRequestTokens = (database: Database, clock: Clock): RequestTokens => {
  let forgottenBefore = 0

  const bucketNow = (): number => Math.floor(clock.now() / tokenLifetimeMilliseconds)

  return {
    alreadyDone: (token, request) => {
      const remembered = [bucketNow(), bucketNow() - 1]
        .map((bucket) => database.getSync<string, TokenRecord>(keyOf(bucket, token), {}))
        .find((record) => record !== undefined && clock.now() - record.committedAt < tokenLifetimeMilliseconds)
      if (remembered === undefined) return false
      if (remembered.digest !== digestOf(request)) throw idempotentParameterMismatch()
      return true
    },
    record: (token, request) => ({
      type: 'put',
      key: keyOf(bucketNow(), token),
      value: { digest: digestOf(request), committedAt: clock.now() } satisfies TokenRecord,
    }),
    forgetExpired: async () => {
      const firstKept = bucketNow() - 1
      if (firstKept <= forgottenBefore) return
      forgottenBefore = firstKept
      await database.clear({ gte: keySpace.requestTokens, lt: bucketPrefix(firstKept) })
    },
  }
}

const bucketPrefix = (bucket: number): string => `${keySpace.requestTokens}${String(bucket).padStart(12, '0')}~`

const keyOf = (bucket: number, token: string): string =>
  bucketPrefix(bucket) + createHash('sha256').update(token).digest('hex')

/** Returns a digest of the request without its token, with sorted names. */
const digestOf = ({ ClientRequestToken: _, ...request }: Request): string =>
  createHash('sha256').update(JSON.stringify(request, withSortedNames)).digest('hex')

const withSortedNames = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
