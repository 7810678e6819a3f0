import { createHash } from 'node:crypto'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Database } from './database.ts'
import { idempotentParameterMismatch, type Request } from './wire.ts'

/**
 * The time for which a token is remembered. It is ten minutes, as in DynamoDB:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const tokenLifetimeMilliseconds = 10 * 60_000

/**
 * Remembers which transactions have committed, by their `ClientRequestToken`. A token is committed together with its
 * transaction, so it is as durable as the transaction.
 */
export interface RequestTokens {
  of(token: string, request: Request): RequestToken
}

export interface RequestToken {
  /**
   * Returns true if a transaction with this token has committed.
   * @throws IdempotentParameterMismatchException if the token was used for another request
   */
  isDone(): boolean
  /** Records the token, and forgets expired ones. Call this within `Database.commit`. */
  record(): void
}

export const createRequestTokens = (database: Database, clock: Clock): RequestTokens => {
  const columns = 'token TEXT PRIMARY KEY, digest TEXT NOT NULL, committed REAL NOT NULL'
  database.statement(`CREATE TABLE IF NOT EXISTS request_tokens (${columns}) WITHOUT ROWID`).run()
  let forgottenAt = 0

  const forgetExpired = (): void => {
    const expired = clock.now() - tokenLifetimeMilliseconds
    if (forgottenAt > expired) return
    forgottenAt = clock.now()
    database.statement('DELETE FROM request_tokens WHERE committed <= ?').run(expired)
  }

  return {
    of: (token, request) => {
      const digest = digestOf(request)
      return {
        isDone: () => {
          const row = database.statement('SELECT digest, committed FROM request_tokens WHERE token = ?').get(token)
          if (row === undefined || clock.now() - Number(row.committed) >= tokenLifetimeMilliseconds) return false
          if (row.digest !== digest) throw idempotentParameterMismatch()
          return true
        },
        record: () => {
          forgetExpired()
          database.statement('INSERT OR REPLACE INTO request_tokens VALUES (?, ?, ?)').run(token, digest, clock.now())
        },
      }
    },
  }
}

/** Returns a digest of the request without its token. */
const digestOf = ({ ClientRequestToken: _, ...request }: Request): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex')
