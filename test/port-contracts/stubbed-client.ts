import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

type StubbedReply = { readonly reply: object } | undefined

/** A command as the adapters give it to the client, and what stands in for its reply. */
export type CommandStub = (command: string, input: unknown) => Promise<StubbedReply> | StubbedReply

/** Answers some commands of a client in the place of DynamoDB or holds them up; throws what the stand-in throws. */
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
