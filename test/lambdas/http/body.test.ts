import { describe, expect, test } from 'vitest'
import { isJson, maxBodyBytes, readBody } from '../../../lambdas/http/body.ts'

const json = 'application/json'
const badFormat = { refused: 'not-valid', errors: [{ field: '', code: 'bad-format' }] }

describe('the media type', () => {
  test.each([
    'application/json',
    'Application/JSON',
    ' application/json ',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8" ',
  ])('%j is JSON', (type) => {
    expect(isJson(type, 1)).toBe(true)
  })

  test.each([
    '',
    'text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=',
    'application/jsonx',
    'json',
  ])('%j is not JSON', (type) => {
    expect(isJson(type, 1)).toBe(false)
  })

  test('may be missing only when the body is empty', () => {
    expect(isJson(undefined, 0)).toBe(true)
    expect(isJson(undefined, 1)).toBe(false)
  })
})

describe('a body', () => {
  test('is parsed from base64 or text', () => {
    expect(readBody({ body: '{"a":["ü"]}' }, json)).toEqual({ value: { a: ['ü'] } })
    const body = Buffer.from('{"a":["ü"]}').toString('base64')
    expect(readBody({ body, isBase64Encoded: true }, json)).toEqual({ value: { a: ['ü'] } })
  })

  test.each([null, undefined, ''])('that is %j is parsed as an object without fields', (body) => {
    expect(readBody({ body }, undefined)).toEqual({ value: {} })
    expect(readBody({ body }, json)).toEqual({ value: {} })
    expect(readBody({ body }, 'text/plain')).toEqual({ refused: 'unsupported-media-type' })
  })

  test('has a size limit in bytes, which is checked before the media type', () => {
    const text = (bytes: number) => JSON.stringify('ü'.repeat((bytes - 2) / 2))
    expect(readBody({ body: text(maxBodyBytes) }, json)).toHaveProperty('value')
    expect(readBody({ body: text(maxBodyBytes + 2) }, json)).toEqual({ refused: 'too-large' })
    expect(readBody({ body: text(maxBodyBytes + 2) }, 'text/plain')).toEqual({ refused: 'too-large' })
  })

  test.each(['{', '{}{}', 'undefined', "{'a':1}", '\ufeff{}', '[1,]', `${'['.repeat(30_000)}`])(
    'that is not JSON is not valid: %.20j',
    (body) => {
      expect(readBody({ body }, json)).toEqual(badFormat)
    },
  )

  test('that is not UTF-8 is not valid', () => {
    const body = Buffer.from([0x22, 0xff, 0x22]).toString('base64')
    expect(readBody({ body, isBase64Encoded: true }, json)).toEqual(badFormat)
  })

  test.each(['{"__proto__":1}', '{"a":[{"__proto__":{}}]}', '{"\\u005f_proto__":1}'])(
    'with a forbidden field name is refused: %s',
    (body) => {
      expect(readBody({ body }, json)).toEqual({ refused: 'not-valid', errors: [{ field: '', code: 'unknown' }] })
    },
  )

  test('may have __proto__ as a value', () => {
    expect(readBody({ body: '{"a":"__proto__"}' }, json)).toEqual({ value: { a: '__proto__' } })
  })
})
