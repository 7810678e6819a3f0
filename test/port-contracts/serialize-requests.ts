import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** Makes each request of a client wait for the reply to the previous one, for a server that does not support concurrency. */
export function serializeRequests(client: DynamoDBClient): void {
  let last: Promise<unknown> = Promise.resolve()
  client.middlewareStack.add(
    (next) => (args) => {
      const current = last.then(() => next(args))
      last = current.catch(() => {})
      return current
    },
    { step: 'initialize', priority: 'high', name: 'takeTurns' },
  )
}
