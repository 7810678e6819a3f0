import { expect, test } from 'vitest'
import { traceOf } from '../../../lambdas/http/trace-context.ts'
import { gatewayEvent } from './gateway-event.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const of = (traceparent: string) => traceOf({ ...gatewayEvent({}), headers: { Traceparent: traceparent } })

test('the log names the trace of a valid traceparent header', () => {
  expect(of(`00-${traceId}-00f067aa0ba902b7-01`)).toEqual({ traceId })
})

test.each([
  ['', 'an empty header'],
  [`00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`, 'upper case'],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'a trace id of zeros'],
  [`00-${traceId}-${'0'.repeat(16)}-01`, 'a parent id of zeros'],
  [`01-${traceId}-00f067aa0ba902b7-01`, 'another version'],
  [`00-${traceId}-00f067aa0ba902b7-01-more`, 'more fields'],
  [`00-${traceId}\r\n-00f067aa0ba902b7-01`, 'a line feed'],
  ['00-4111111111111111-00f067aa0ba902b7-01', 'an id of another length'],
])('the log names no trace for %j: %s', (traceparent) => {
  expect(of(traceparent)).toEqual({})
})

test('the log names no trace for an event without headers', () => {
  expect([traceOf(undefined), traceOf({})]).toEqual([{}, {}])
})
