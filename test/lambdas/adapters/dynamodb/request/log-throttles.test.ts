import { once } from 'node:events'
import { createServer } from 'node:http'
import { BatchGetCommand, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, expect, test } from 'vitest'
import { documentClientOf, dynamoDbClient } from '../../../../../lambdas/adapters/dynamodb/request/client.ts'
import { logThrottles } from '../../../../../lambdas/adapters/dynamodb/request/log-throttles.ts'
import { prefixedTableNames } from '../../../../../lambdas/adapters/dynamodb/tables.ts'
import type { LogLine } from '../../../../../lambdas/core/log.ts'

const tables = prefixedTableNames('stage-1')

type Reply = { readonly status: number; readonly body: object }
const throttled = (name: string, more: object = {}): Reply => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'secret answer', ...more },
})
const found: Reply = { status: 200, body: { Item: { siteId: { S: 'acme' } } } }

const closers: (() => unknown)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A client of a server that sends these replies in turn, and the lines that it logs. */
async function clientOf(...replies: readonly Reply[]) {
  const waiting = [...replies]
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { status, body } = waiting.shift() ?? found
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const client = dynamoDbClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  })
  closers.push(
    () => server.close(),
    () => server.closeAllConnections(),
    () => client.destroy(),
  )
  const documents = documentClientOf(client)
  const lines: LogLine[] = []
  logThrottles({ documents, tables }, { write: (line) => void lines.push(line) })
  return { documents, lines }
}

const getSite = new GetCommand({ TableName: tables.sites, Key: { siteId: 'acme' } })

test.each(['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded'])(
  'a request that succeeds after two %s logs the table for each of them, and no data',
  async (name) => {
    const { documents, lines } = await clientOf(throttled(name), throttled(name))
    expect((await documents.send(getSite)).Item).toEqual({ siteId: 'acme' })
    expect(lines).toEqual([
      { line: 'throttle', table: 'sites' },
      { line: 'throttle', table: 'sites' },
    ])
  },
)

test('a request that stays throttled logs the table for each attempt, and fails', async () => {
  const { documents, lines } = await clientOf(...Array.from({ length: 3 }, () => throttled('ThrottlingException')))
  await expect(documents.send(getSite)).rejects.toThrow()
  expect(lines).toEqual(Array.from({ length: 3 }, () => ({ line: 'throttle', table: 'sites' })))
})

test('a cancelled transaction logs only the tables that are the reason', async () => {
  const reasons = [{ Code: 'None' }, { Code: 'ThrottlingError' }, { Code: 'ProvisionedThroughputExceeded' }]
  const { documents, lines } = await clientOf(
    throttled('TransactionCanceledException', { CancellationReasons: reasons }),
  )
  const transaction = new TransactWriteCommand({
    TransactItems: [
      { Put: { TableName: tables.forms, Item: { formId: 'f' } } },
      { Update: { TableName: tables.submissions, Key: { submissionId: 's' }, UpdateExpression: 'SET a = b' } },
      { ConditionCheck: { TableName: tables['data-keys'], Key: { submissionId: 's' }, ConditionExpression: 'a' } },
    ],
  })
  await expect(documents.send(transaction)).rejects.toThrow()
  expect(lines).toEqual([
    { line: 'throttle', table: 'submissions' },
    { line: 'throttle', table: 'data-keys' },
  ])
})

test('a batch that is read only in part logs the tables of the missing items', async () => {
  const Keys = [{ siteId: { S: 'acme' } }]
  const { documents, lines } = await clientOf({
    status: 200,
    body: { Responses: { [tables.people]: [] }, UnprocessedKeys: { [tables.sites]: { Keys } } },
  })
  await documents.send(
    new BatchGetCommand({
      RequestItems: {
        [tables.people]: { Keys: [{ siteAndIssuer: 'a', subject: 's' }] },
        [tables.sites]: { Keys: [{ siteId: 'acme' }] },
      },
    }),
  )
  expect(lines).toEqual([{ line: 'throttle', table: 'sites' }])
})

test('another failure, and a complete answer, log nothing', async () => {
  const conflict = throttled('TransactionCanceledException', { CancellationReasons: [{ Code: 'TransactionConflict' }] })
  const { documents, lines } = await clientOf(throttled('ConditionalCheckFailedException'), found, conflict)
  await expect(documents.send(getSite)).rejects.toThrow()
  await documents.send(getSite)
  const Put = { TableName: tables.forms, Item: { formId: 'f' } }
  await expect(documents.send(new TransactWriteCommand({ TransactItems: [{ Put }] }))).rejects.toThrow()
  expect(lines).toEqual([])
})
