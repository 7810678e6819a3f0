import { dynamoDbConnections } from '../adapters/dynamodb/connections.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { SocketEvent, signInOf } from './socket-event.ts'
import { socketHandler } from './socket-handler.ts'

const compose = () => {
  const dependencies = dependenciesFrom(process.env)
  const connections = dynamoDbConnections(dependencies)
  return socketHandler('close-socket', dependencies, SocketEvent, async (event) => {
    const signIn = signInOf(event)
    // Without a sign-in, the connection is deleted when a message next fails to reach it, or after two hours.
    if (signIn !== undefined) await connections.remove(signIn, event.requestContext.connectionId)
    return { answer: { statusCode: 200 } }
  })
}

let composed: ReturnType<typeof compose> | undefined

/** API Gateway may not report every closed socket. This handler only cleans up, and nothing depends on it. */
export const handler = async (input: unknown): Promise<{ readonly statusCode: number }> => {
  composed ??= compose()
  return (await composed(input)) ?? { statusCode: 200 }
}
