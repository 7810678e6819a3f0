import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'
import { EventMessage } from '../../../contracts/events.ts'
import { gatewaySockets, managementClient } from '../../../lambdas/push/gateway-sockets.ts'

const client = mockClient(ApiGatewayManagementApiClient)
const sockets = gatewaySockets(new ApiGatewayManagementApiClient({ region: 'eu-central-1' }))
const message = EventMessage.parse({
  event: 'form-submitted',
  at: '2030-01-15T12:00:00.000Z',
  formId: '6f1f0a1e-3b1c-4d2e-8f00-0123456789ab',
  conversationId: 'chat-1',
  status: 'submitted',
})

beforeEach(() => client.reset())

test('a message is sent to the connection as the JSON of the contract', async () => {
  client.on(PostToConnectionCommand).resolves({})
  expect(await sockets.send('c=', message)).toBe(true)
  const [call] = client.commandCalls(PostToConnectionCommand)
  expect(call?.args[0].input.ConnectionId).toBe('c=')
  expect(JSON.parse(Buffer.from(Object(call?.args[0].input.Data)).toString())).toEqual(message)
})

test('sending to or closing a connection that is already closed succeeds, and any other failure is a fault', async () => {
  client.rejects(new GoneException({ message: 'gone', $metadata: {} }))
  expect(await sockets.send('c=', message)).toBe(false)
  await sockets.close('c=', 'sessionOver')
  expect(client.commandCalls(DeleteConnectionCommand)).toHaveLength(1)
  client.rejects(new Error('throttled'))
  await expect(sockets.send('c=', message)).rejects.toMatchObject({ code: 'push-failed' })
})

test('the client connects to the WebSocket endpoint over TLS', async () => {
  const { protocol, hostname, path } = await Object(
    managementClient('wss://abc.execute-api.eu-central-1.amazonaws.com/live').config,
  ).endpoint()
  expect([protocol, hostname, path]).toEqual(['https:', 'abc.execute-api.eu-central-1.amazonaws.com', '/live'])
})
