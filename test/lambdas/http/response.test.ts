import { describe, expect, test } from 'vitest'
import { type RefusalCode, refusals } from '../../../contracts/problem.ts'
import { notAvailable, refused } from '../../../lambdas/core/outcome.ts'
import { problemResponse, successResponse } from '../../../lambdas/http/response.ts'

const common = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': expect.stringContaining('max-age='),
  'X-Request-Id': 'request-1',
}
const codes = Object.keys(refusals).filter((code): code is RefusalCode => Object.hasOwn(refusals, code))

describe('a success', () => {
  test('is JSON in UTF-8 with the headers of the contract', () => {
    expect(successResponse(201, { name: 'ü' }, 'request-1')).toEqual({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...common },
      body: '{"name":"ü"}',
    })
  })

  test('without content has no content type', () => {
    expect(successResponse(204, {}, 'request-1')).toEqual({ statusCode: 204, headers: common, body: '' })
  })
})

describe('a refusal', () => {
  test.each(codes)('with the code `%s` is a problem document with the status of that code', (code) => {
    const { statusCode, headers, body } = problemResponse(refused(code), 'request-1')
    const { status, title } = refusals[code]
    expect(statusCode).toBe(status)
    expect(headers).toMatchObject({ 'Content-Type': 'application/problem+json', ...common })
    const type = `urn:sealform:problem:${code}`
    expect(JSON.parse(body)).toEqual({ type, title, status, code, requestId: 'request-1' })
  })

  test('has a list of errors only for an invalid request', () => {
    const errors = [{ field: 'answers.iban', code: 'bad-checksum' }] as const
    expect(JSON.parse(problemResponse(refused('not-valid', { errors }), 'x').body)).toMatchObject({ errors })
    expect(JSON.parse(problemResponse(notAvailable, 'x').body)).not.toHaveProperty('errors')
  })

  test('has a `Retry-After` header when a retry can succeed', () => {
    const waitOf = (refusal: Parameters<typeof problemResponse>[0]) =>
      problemResponse(refusal, 'x').headers['Retry-After']
    expect(waitOf(refused('too-many-requests', { retryAfterSeconds: 40 }))).toBe('40')
    expect(waitOf(refused('try-again'))).toBe('1')
    expect(waitOf(notAvailable)).toBeUndefined()
  })

  test('with the code `not-signed-in` has a `WWW-Authenticate` header', () => {
    expect(problemResponse(refused('not-signed-in'), 'x').headers).toHaveProperty('WWW-Authenticate', 'Bearer')
    expect(problemResponse(refused('not-permitted'), 'x').headers).not.toHaveProperty('WWW-Authenticate')
  })
})
