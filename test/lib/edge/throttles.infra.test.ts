import { expect, test } from 'vitest'
import { throttleOf } from '../../../lib/edge/throttles.ts'

test('a step has the throttle in the settings, or else its default, and a burst of twice the rate', () => {
  const throttles = { 'submit-form': 800, 'put-site': 3 }
  expect(throttleOf('submit-form', { throttles: {} })).toEqual({
    throttlingRateLimit: 500,
    throttlingBurstLimit: 1_000,
  })
  expect(throttleOf('submit-form', { throttles })).toEqual({ throttlingRateLimit: 800, throttlingBurstLimit: 1_600 })
  expect(throttleOf('put-site', { throttles: {} })).toEqual({ throttlingRateLimit: 10, throttlingBurstLimit: 20 })
  expect(throttleOf('put-site', { throttles })).toEqual({ throttlingRateLimit: 3, throttlingBurstLimit: 6 })
  expect(throttleOf(undefined, { throttles })).toEqual({ throttlingRateLimit: 500, throttlingBurstLimit: 1_000 })
})
