/** Tests that the search finds planted canaries, in every encoding and in every kind of artifact. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../local/embedded-dynamodb/database.ts'
import { type Rows, rowsOf } from '../../local/embedded-dynamodb/rows.ts'
import { artifactsInFolder, artifactsInTables, textArtifact } from './artifacts.ts'
import { type Canary, leaks } from './search.ts'

const value = 'Zoë "k7q2v9x4m1" 50 % 🐤'
const canary: Canary = { name: 'the canary', value }
const bytes = Buffer.from(value)
const utf16 = Buffer.from(value, 'utf16le')

const encodings: Record<string, string | Buffer> = {
  'as it is': value,
  'as JSON': JSON.stringify({ value }),
  'as JSON in JSON': JSON.stringify(JSON.stringify({ value })),
  'as ASCII JSON': '"Zo\\u00eb \\"k7q2v9x4m1\\" 50 % \\ud83d\\udc24"',
  'percent-encoded': `?q=${encodeURIComponent(value)}`,
  'form-encoded': `${new URLSearchParams({ value })}`,
  'as hex': bytes.toString('hex'),
  'as HEX': bytes.toString('hex').toUpperCase(),
  'as base64': bytes.toString('base64'),
  'as base64url after one byte': Buffer.concat([Buffer.from('>'), bytes]).toString('base64url'),
  'as base64 among others': Buffer.concat([Buffer.from('ab'), bytes, Buffer.from('c')]).toString('base64'),
  'as UTF-16': utf16,
  'as big-endian UTF-16': Buffer.from(utf16).swap16(),
  'its beginning': `${value.slice(0, 12)}…`,
  'its end': `…${value.slice(-12)}`,
}

describe('the search for canaries', () => {
  test.each(Object.entries(encodings))('finds a canary value %s', (_dress, dressed) => {
    const place = {
      name: 'a place',
      bytes: Buffer.concat([Buffer.from('before '), Buffer.from(dressed), Buffer.from(' after')]),
    }
    expect(leaks([place], [canary])).not.toEqual([])
  })

  test('finds an unkeyed hash of an answer, but ignores the stored hash of a one-time key', () => {
    const place = textArtifact('a place', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
    expect(leaks([place], [{ name: 'the answer', value: 'hello' }])).toEqual([
      'the answer (its sha256 as hex) is in a place.',
    ])
    expect(leaks([place], [{ name: 'the key', value: 'hello', mayBeHashed: true }])).toEqual([])
  })

  test('finds the bytes that a canary value encodes', () => {
    const decoded = Buffer.from('0123456789abcdef0123456789abcdef', 'hex')
    const key = { name: 'the key', value: decoded.toString('base64url'), decoded }
    expect(leaks([textArtifact('a place', decoded.toString('hex'))], [key])).not.toEqual([])
    expect(leaks([{ name: 'a place', bytes: decoded }], [key])).not.toEqual([])
  })

  test('finds nothing where there is no canary value', () => {
    expect(leaks([textArtifact('a place', 'Zoë 50 % k7q2v9 🐤')], [canary])).toEqual([])
  })
})

describe('in the artifacts of a local run, the search finds', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealform-canary-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const inDatabase = (work: (rows: Rows) => void) =>
    openDatabase(join(folder, 'dynamodb'), {
      read: (database) => {
        const rows = rowsOf(database, 'notes')
        database.commit(rows.create)
        database.commit(() => work(rows))
        database.close()
      },
    })
  const key = { partition: 'a', sort: '' }

  test('a line in the log', () => {
    appendFileSync(join(folder, 'sealform.log'), `${JSON.stringify({ line: 'request', value })}\n`)
    expect(leaks(artifactsInFolder(folder), [canary])).not.toEqual([])
  })

  test.each([
    ['a value', { a: value }],
    ['a name', { [value]: 1 }],
    ['bytes', { a: new Uint8Array(bytes) }],
    ['a set', { a: new Set([value]) }],
    ['a list in a map', { a: { b: [1, { c: value }] } }],
  ])('an item in a table that contains a canary value as %s', (_what, item) => {
    expect(leaks(artifactsInTables(new Map([['forms', [item]]])), [canary])).not.toEqual([])
  })

  test('a deleted item in the database', () => {
    inDatabase((rows) => {
      rows.put(key, { a: { S: value } })
      rows.delete(key)
    })
    expect(leaks(artifactsInFolder(folder), [canary])).not.toEqual([])
  })

  test('every part of an item that is almost as long as a page', () => {
    const planted = Array.from({ length: 380 }, (_, place) => ({
      name: `${place}`,
      value: `${place}k7q2v9x4m1`.padStart(20, 'z'),
    }))
    inDatabase((rows) => rows.put(key, { a: { S: planted.map((each) => each.value).join('') } }))
    expect(leaks(artifactsInFolder(folder), planted)).toHaveLength(planted.length)
  })
})
