import { expect, test } from 'vitest'
import type { LogLine } from '../../../lambdas/core/log.ts'
import { logRefusedToken } from '../../../lambdas/identity/log-refused-token.ts'

const linesFor = (event: unknown) => {
  const lines: LogLine[] = []
  logRefusedToken({ write: (line) => void lines.push(line) }, event, 'x-viewer-address')
  return lines
}
const headers = { 'X-Viewer-Address': '192.0.2.7', authorization: 'Bearer secret' }
const event = { headers, requestContext: { requestId: 'r-1', identity: { sourceIp: '198.51.100.1' } } }
const line = { line: 'request', step: 'authorizer', status: 401, milliseconds: 0, code: 'not-signed-in' }

test('a refused token is logged with the caller’s address, and nothing else of the request', () => {
  expect(linesFor(event)).toEqual([{ ...line, requestId: 'r-1', address: '192.0.2.7' }])
})

test('an event that is not a request is logged, too', () => {
  expect(linesFor(null)).toEqual([{ ...line, requestId: 'none' }])
})
