/**
 * An embedded database with two addresses. The first passes requests on and records the replies. The second answers a
 * repeated request with the recorded reply, after the same time, so that a script can repeat conditional writes. The time
 * matters, because a process that waits uses more CPU time for its next work than one that does not.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../lambdas/adapters/process/clock.ts'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { reportUsage } from './report-usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-bench-'))
const database = await startEmbeddedDynamoDb({ dataFolder: folder, clock: systemClock, sweepEverySeconds: 600 })
const replies = new Map<string, { status: number; body: string; milliseconds: number }>()

const read = async (request: IncomingMessage): Promise<{ target: string; body: string; id: string }> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks).toString()
  const target = String(request.headers['x-amz-target'])
  return { target, body, id: createHash('sha256').update(target).update(body).digest('hex') }
}

const passOn: RequestListener = async (request, response) => {
  const startedAt = performance.now()
  const { target, body, id } = await read(request)
  const { authorization = '' } = request.headers
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0', authorization }
  const reply = await fetch(database.endpoint, { method: 'POST', headers, body })
  const answer = { status: reply.status, body: await reply.text() }
  replies.set(id, { ...answer, milliseconds: performance.now() - startedAt })
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body)
}

const neverRecorded = { status: 500, body: '{"message":"never recorded"}' }

const repeat: RequestListener = async (request, response) => {
  const { id } = await read(request)
  const { status, body, milliseconds } = replies.get(id) ?? { ...neverRecorded, milliseconds: 0 }
  await wait(milliseconds)
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body)
}

const servers = [createServer(passOn), createServer(repeat)]
const [origin = '', databaseEndpoint] = await Promise.all(
  servers.map(async (server) => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }),
)
process.once('disconnect', async () => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
reportUsage({ origin, databaseEndpoint })
