import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawStatus, sendRaw, statusAndCode } from '../kit/http-client.ts'
import { type Service, startService } from '../kit/service.ts'
import { newSite, type OpenedForm, proofOf, type Site } from '../kit/site.ts'

let service: Service
let site: Site
let opened: OpenedForm
let submitKey: string

beforeAll(async () => {
  service = await startService()
  site = await newSite(service)
  opened = await site.openForm()
  submitKey = await site.issueSubmitKey(opened)
})

afterAll(async () => {
  await service.close()
})

const notValid = '422 not-valid'
const submit = (body: unknown, headers?: Record<string, string>) =>
  site.request('POST', '/v1/visitor/submit', { body, ...(headers && { headers }) })
const submission = (answers: object) => JSON.stringify({ ...proofOf(opened), submitKey, answers })
const sized = (bytes: number): string => {
  const short = submission({ 'account-holder': '' })
  return submission({ 'account-holder': 'x'.repeat(bytes - short.length) })
}

describe('abuse 26: request bodies', () => {
  test('are accepted up to 64 KiB, and are refused as `too-large` with one byte more', async () => {
    expect(sized(65_536)).toHaveLength(65_536)
    expect(statusAndCode(await submit(sized(65_536)))).toBe(notValid)
    expect(statusAndCode(await submit(sized(65_537)))).toBe('413 too-large')
    expect(statusAndCode(await submit(sized(66_560)))).toBe('413 too-large')
  })

  test('are measured in bytes, not in characters', async () => {
    expect(statusAndCode(await submit(submission({ 'account-holder': 'ü'.repeat(33_000) })))).toBe('413 too-large')
  })

  test('of 10 MB are refused as `too-large`, whether they have a Content-Length or are sent in chunks', async () => {
    expect(statusAndCode(await submit('x'.repeat(10_000_000)))).toBe('413 too-large')
    const piece = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const { host } = new URL(service.origin)
    const head = `POST /v1/visitor/submit HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\n`
    const response = await sendRaw(service, `${head}Transfer-Encoding: chunked\r\n\r\n${piece.repeat(150)}0\r\n\r\n`)
    expect(rawStatus(response)).toBe(413)
  })

  test.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['arrays that are never closed', '['.repeat(60_000)],
  ])(
    'with 10,000 nested levels of %s are refused as `not-valid`, whether the body or an answer is nested',
    async (_, deep) => {
      expect(statusAndCode(await submit(deep))).toBe(notValid)
      const inside = `{"formId":"${opened.formId}","visitorSecret":"${opened.visitorSecret}","submitKey":"x","answers":{"iban":${deep}}}`
      expect(statusAndCode(await submit(inside))).toBe(inside.length > 65_536 ? '413 too-large' : notValid)
    },
  )

  test('with 100,000 keys are refused as `too-large`, and with 5,000 keys as `not-valid`', async () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']))
    expect(statusAndCode(await submit(submission(keys(100_000))))).toBe('413 too-large')
    expect(statusAndCode(await submit(submission(keys(5_000))))).toBe(notValid)
    expect(statusAndCode(await submit({ ...proofOf(opened), submitKey, answers: {}, ...keys(5_000) }))).toBe(notValid)
  })

  test.each([
    ['invalid UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])],
    ['overlong UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
    ['surrogates in UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')])],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{}')])],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['NUL', Buffer.from('{}\u0000')],
    ['a line break inside a text', Buffer.from('{"a":"\n"}')],
    ['two values', Buffer.from('{}{}')],
    ['text that is not JSON', Buffer.from("{'a':1}")],
    ['a comment', Buffer.from('{}//')],
    ['NaN', Buffer.from('NaN')],
    ['white space', Buffer.from('  ')],
  ])('with %s are refused as `not-valid`', async (_, body) => {
    const reply = await submit(body)
    expect(statusAndCode(reply)).toBe(notValid)
    expect(reply.body).toMatchObject({ errors: [{ field: '', code: 'bad-format' }] })
  })

  test('with half a surrogate pair or a NUL in an answer are refused as `not-valid`', async () => {
    for (const text of ['\\ud800', '\\udc00\\ud800', '\\u0000']) {
      const body = submission({ 'account-holder': 'HERE' }).replace('HERE', text)
      expect(statusAndCode(await submit(body))).toBe(notValid)
    }
  })

  test.each([
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/json; charset=utf-7',
    'application/json, text/plain',
    'application/jsonp',
    'application/problem+json',
    'text/json',
    '*/*',
    '',
  ])('with the content type %j are refused', async (type) => {
    expect(statusAndCode(await submit('{}', { 'content-type': type }))).toBe('415 unsupported-media-type')
  })

  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/json; charset="UTF-8"',
  ])('with the content type %s are accepted', async (type) => {
    expect(statusAndCode(await submit('{}', { 'content-type': type }))).toBe(notValid)
  })

  test('are refused as `not-valid` if they are compressed', async () => {
    expect((await submit(Buffer.from([0x1f, 0x8b, 8, 0]), { 'content-encoding': 'gzip' })).status).toBe(422)
  })

  test('are read as an object without fields if they are missing', async () => {
    const { accessToken } = await site.signIn('agent', 'agent-9')
    const reply = await fetch(`${service.origin}/v1/session/stay`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
    })
    expect(reply.status).toBe(200)
    const nothing = await fetch(`${service.origin}/v1/visitor/open`, { method: 'POST' })
    expect(nothing.status).toBe(422)
  })

  test('do not affect other requests if the connection ends in the middle of one', async () => {
    const { hostname, port, host } = new URL(service.origin)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(
      `POST /v1/visitor/submit HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":`,
    )
    socket.destroy()
    expect(statusAndCode(await site.attempt.open('sfo_x'))).toBe('404 not-available')
  })

  test('never cause the key in the request to be spent when they are refused', async () => {
    expect(statusAndCode(await site.attempt.submit(opened, submitKey))).toBe('201 done')
  })
})
