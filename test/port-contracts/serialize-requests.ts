import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** Lets each request of a client wait for the reply to the one before it, for a server that cannot do two things at once. */
export function serializeRequests(client: DynamoDBClient): void {
  let last: Promise<unknown> = Promise.resolve()
  client.middlewareStack.add(
    (next) => (args) => {
      const mine = last.then(() => next(args))
      last = mine.catch(() => {})
      return mine
    },
    { step: 'initialize', priority: 'high', name: 'takeTurns' },
  )
}
