import {
  type ApiGatewayManagementApiClient,
  ApiGatewayManagementApiClient as Client,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import { Fault } from '../core/fault.ts'
import type { Sockets } from '../core/push/connections.ts'

/**
 * Returns a client for a stage of a WebSocket API. `socketsAddress` is the address of its sockets, `wss://…/live`. The
 * client has time limits, because a visitor may be waiting.
 */
export const managementClient = (socketsAddress: string): ApiGatewayManagementApiClient =>
  new Client({
    endpoint: socketsAddress.replace(/^ws/, 'http'),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
  })

/** The sockets that API Gateway manages. Its API can close a socket, but cannot send a reason. */
export const gatewaySockets = (client: ApiGatewayManagementApiClient): Sockets => ({
  async send(connectionId, message) {
    const command = new PostToConnectionCommand({
      ConnectionId: connectionId,
      Data: new TextEncoder().encode(JSON.stringify(message)),
    })
    return await falseIfGone(client.send(command))
  },
  async close(connectionId) {
    await falseIfGone(client.send(new DeleteConnectionCommand({ ConnectionId: connectionId })))
  },
})

/** Resolves with false if the socket is closed. */
const falseIfGone = async (sent: Promise<unknown>): Promise<boolean> => {
  try {
    await sent
    return true
  } catch (error) {
    if (error instanceof GoneException) return false
    throw new Fault('push-failed', error)
  }
}
