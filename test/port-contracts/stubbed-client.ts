import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

type StubbedReply = { readonly reply: object } | undefined

/** A command of the adapters to the client, and the stub that replaces its reply. */
export type CommandStub = (command: string, input: unknown) => Promise<StubbedReply> | StubbedReply

/** Replies to some commands in place of DynamoDB, or delays them; throws what the stub throws. */
export function withCommandStub(client: DynamoDBClient, standIn: CommandStub): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answered = await standIn(String(context.commandName), args.input)
      return answered === undefined ? await next(args) : { output: { $metadata: {}, ...answered.reply }, response: {} }
    },
    { step: 'initialize', priority: 'high', name: 'interrupted' },
  )
  return client
}
