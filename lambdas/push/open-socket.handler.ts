import { eventsProtocol } from '../../contracts/events.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { notifyAgentPortsFrom } from './notify-agent-ports.ts'
import { openConnection } from './open-connection.ts'
import { SocketEvent, signInOf } from './socket-event.ts'
import { socketHandler } from './socket-handler.ts'

/** The reply with which API Gateway opens the socket. It accepts our subprotocol, never the ticket. */
const opened = { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': eventsProtocol } } as const

const compose = () => {
  const dependencies = dependenciesFrom(process.env)
  const open = openConnection(notifyAgentPortsFrom(process.env, dependencies))
  return socketHandler('open-socket', dependencies, SocketEvent, async (event) => {
    const signIn = signInOf(event)
    if (signIn === undefined) return { code: 'not-signed-in' }
    const { connectionId } = event.requestContext
    const isOpen = await open({ connectionId, signIn, connectedAt: dependencies.clock.now() })
    return isOpen ? { answer: opened } : { code: 'too-many-requests' }
  })
}

let composed: ReturnType<typeof compose> | undefined

export const handler = async (input: unknown): Promise<{ readonly statusCode: number; readonly headers?: object }> => {
  composed ??= compose()
  return (await composed(input)) ?? { statusCode: 401 }
}
