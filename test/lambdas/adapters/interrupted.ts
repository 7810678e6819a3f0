import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** A command as the adapters give it to the client, and what stands in for its reply. */
export type StandIn = (command: string, input: unknown) => { readonly reply: object } | undefined

/** Answers some commands of a client in the place of DynamoDB; throws what the stand-in throws. */
export function interrupted(client: DynamoDBClient, standIn: StandIn): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answered = standIn(String(context.commandName), args.input)
      return answered === undefined ? await next(args) : { output: { $metadata: {}, ...answered.reply }, response: {} }
    },
    { step: 'initialize', priority: 'high', name: 'interrupted' },
  )
  return client
}
