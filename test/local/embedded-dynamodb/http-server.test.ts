import { request as httpRequest } from 'node:http'
import { crc32 } from 'node:zlib'
import { ListTablesCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { rejectionOf, startForTest } from './start-for-test.ts'

const signed = { 'x-amz-target': 'DynamoDB_20120810.ListTables', authorization: 'AWS4-HMAC-SHA256 Credential=x' }

const post = async (endpoint: string, headers: Record<string, string>, body = '{}') => {
  const response = await fetch(endpoint, { method: 'POST', headers, body })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}

describe('the HTTP server', () => {
  test('replies with the checksum and the content type of DynamoDB', async () => {
    const { dynamodb } = await startForTest()
    const { status, headers, text } = await post(dynamodb.endpoint, signed)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ TableNames: ['entries', 'notes'] })
    expect(headers.get('x-amz-crc32')).toBe(String(crc32(text)))
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.0')
  })

  test.each([
    ['without a signature', { 'x-amz-target': signed['x-amz-target'] }, '{}', 'MissingAuthenticationTokenException'],
    [
      'for an unknown operation',
      { ...signed, 'x-amz-target': 'DynamoDB_20120810.Fly' },
      '{}',
      'UnknownOperationException',
    ],
    ['that is not JSON', signed, '{', 'SerializationException'],
    ['that is not an object', signed, '[]', 'SerializationException'],
    ['over 16 MiB', signed, `"${'x'.repeat(16 * 1024 * 1024)}"`, 'SerializationException'],
  ])('refuses a request %s', async (_what, headers, body, type) => {
    const { dynamodb } = await startForTest()
    const { status, text } = await post(dynamodb.endpoint, headers, body)
    expect(status).toBe(400)
    expect(JSON.parse(text).__type).toContain(type)
  })

  test('refuses a request for another host', async () => {
    const { dynamodb } = await startForTest()
    const status = await new Promise((resolve, reject) => {
      const outgoing = httpRequest(dynamodb.endpoint, { method: 'POST', headers: { ...signed, host: 'evil.example' } })
      outgoing.on('response', (response) => resolve(response.resume().statusCode))
      outgoing.on('error', reject)
      outgoing.end('{}')
    })
    expect(status).toBe(400)
  })

  test('serves other requests when a client disconnects mid-request', async () => {
    const { dynamodb, client } = await startForTest()
    await new Promise<void>((resolve) => {
      const outgoing = httpRequest(dynamodb.endpoint, {
        method: 'POST',
        headers: { ...signed, 'content-length': '100' },
      })
      outgoing.on('error', () => resolve())
      outgoing.on('close', () => resolve())
      outgoing.write('{', () => outgoing.destroy())
    })
    expect((await client.send(new ListTablesCommand({}))).TableNames).toHaveLength(2)
  })

  test('refuses an unsupported operation with the error `UnknownOperationException`', async () => {
    const { client } = await startForTest()
    const error = await rejectionOf(client.send(new UpdateTableCommand({ TableName: 'notes' })))
    expect(error.name).toBe('UnknownOperationException')
  })

  test('limits batches as DynamoDB does', async () => {
    const { client } = await startForTest()
    const puts = Array.from({ length: 26 }, (_, index) => ({ PutRequest: { Item: { id: `n${index}` } } }))
    const tooMany = await rejectionOf(client.send(new BatchWriteCommand({ RequestItems: { notes: puts } })))
    expect(tooMany.name).toBe('ValidationException')
    await client.send(new BatchWriteCommand({ RequestItems: { notes: puts.slice(1) } }))
    const keys = Array.from({ length: 101 }, (_, index) => ({ id: `n${index}` }))
    const tooManyKeys = await rejectionOf(client.send(new BatchGetCommand({ RequestItems: { notes: { Keys: keys } } })))
    expect(tooManyKeys.name).toBe('ValidationException')
    const found = await client.send(
      new BatchGetCommand({ RequestItems: { notes: { Keys: keys.slice(0, 100), ConsistentRead: true } } }),
    )
    expect(found.Responses?.notes).toHaveLength(25)
    expect(found.UnprocessedKeys).toEqual({})
  })

  test('completes running requests when it is closed, and may be closed twice', async () => {
    const { client, dynamodb } = await startForTest()
    const writes = Array.from({ length: 30 }, (_, index) =>
      client.send(new PutCommand({ TableName: 'notes', Item: { id: `n${index}` } })),
    )
    await writes[0]
    const outcomes = Promise.allSettled(writes)
    await dynamodb.close()
    await dynamodb.close()
    const faults = (await outcomes).flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    for (const fault of faults) expect(['ECONNREFUSED', 'ECONNRESET']).toContain(fault.code)
  })
})
