import { dynamoDbConnections } from '../adapters/dynamodb/connections.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { SocketEvent, signInOf } from './socket-event.ts'
import { socketHandler } from './socket-handler.ts'

const compose = () => {
  const dependencies = dependenciesFrom(process.env)
  const connections = dynamoDbConnections(dependencies)
  return socketHandler('close-socket', dependencies, SocketEvent, async (event) => {
    const signIn = signInOf(event)
    // If the event names no sign-in, the connection is deleted later: when the next message cannot be delivered to it,
    // or after two hours.
    if (signIn !== undefined) await connections.remove(signIn, event.requestContext.connectionId)
    return { answer: { statusCode: 200 } }
  })
}

let composed: ReturnType<typeof compose> | undefined

/**
 * Deletes the connection of a closed socket. API Gateway may not report every closed socket, so no other code depends
 * on this deletion.
 */
export const handler = async (input: unknown): Promise<{ readonly statusCode: number }> => {
  composed ??= compose()
  return (await composed(input)) ?? { statusCode: 200 }
}
