import { createServer, request as httpRequest, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listen, stop } from '../../local/listen.ts'
import { type StartupGate, startupGate } from '../../local/startup-gate.ts'

let server: Server
let gate: StartupGate
let origin: string
let port: number

beforeEach(async () => {
  server = createServer({ shouldUpgradeCallback: () => true })
  gate = startupGate(server)
  port = await listen(server, '127.0.0.1', 0)
  origin = `http://127.0.0.1:${port}`
})
afterEach(() => stop(server))

const upgradeReply = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /v1/events HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    )
    socket.once('data', (data) => {
      resolve(data.toString())
      socket.destroy()
    })
    socket.once('error', reject)
  })

describe('abuse 55: while the service starts', () => {
  test('every request gets 503 with Retry-After, in the format of the contract', async () => {
    const reply = await fetch(`${origin}/v1/site`, { method: 'PUT', body: '{}' })
    expect(reply.status).toBe(503)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'retry-after': '1',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(await reply.json()).toMatchObject({ status: 503, code: 'try-again' })
  })

  test('the health check reports that the service is starting', async () => {
    const reply = await fetch(`${origin}/healthz`)
    expect([reply.status, reply.headers.get('retry-after'), await reply.json()]).toEqual([
      503,
      '1',
      { status: 'starting' },
    ])
  })

  test('a request with an endless body gets a reply, and its connection is closed', async () => {
    const reply = await new Promise<{ status: number | undefined; connection: string | undefined }>(
      (resolve, reject) => {
        const sending = httpRequest(`${origin}/v1/visitor/open`, {
          method: 'POST',
          headers: { 'content-length': 1_000 },
        })
        sending.once('response', (response) => {
          resolve({ status: response.statusCode, connection: response.headers.connection })
          sending.destroy()
        })
        sending.on('error', reject)
        sending.write('{')
      },
    )
    expect(reply).toEqual({ status: 503, connection: 'close' })
  })

  test('a WebSocket upgrade also gets 503 with Retry-After', async () => {
    expect(await upgradeReply()).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\n.*Retry-After: 1\r\n.*"code":"try-again"/s,
    )
  })
})

test('after the start, requests and upgrades reach the service', async () => {
  gate.open({
    request: (_, response) => response.end('ready'),
    upgrade: (_, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
  })
  expect(await (await fetch(origin)).text()).toBe('ready')
  expect(await upgradeReply()).toMatch(/^HTTP\/1\.1 401 /)
})
