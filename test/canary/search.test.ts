/** Tests that the search finds planted canaries, in every encoding and in every kind of artifact. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Level } from 'level'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

  const inLevel = async (work: (database: Level<string, string>) => Promise<void>) => {
    const database = new Level<string, string>(join(folder, 'dynamodb'))
    await database.open()
    await work(database)
    await database.close()
  }
  const named = (beginning: string) => artifactsInFolder(folder).filter(({ name }) => name.startsWith(beginning))

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

  test('a deleted entry in the database', async () => {
    await inLevel(async (database) => {
      await database.put('key', value)
      await database.del('key')
    })
    expect(leaks(named('the records of '), [canary])).not.toEqual([])
  })

  test('an entry that spans two blocks of a log, which a plain search of the bytes would miss', async () => {
    const planted = Array.from({ length: 40 }, (_, place) => ({
      name: `${place}`,
      value: `${place}k7q2v9x4m1`.padStart(20, 'z'),
    }))
    await inLevel(async (database) => {
      // Each starts a little further into the file, past the end of the first block.
      const before = 'x'.repeat(32_768 - 400)
      await database.put('key', `${before}${planted.map((each) => each.value).join('')}`)
    })
    expect(leaks(named('the records of '), planted)).toHaveLength(planted.length)
    expect(leaks(named('dynamodb'), planted).length).toBeLessThan(planted.length)
  })

  test('an entry that was compressed to a back-reference, which a plain search of the bytes would miss', async () => {
    const card = { name: 'the card', value: '5555555555554444' }
    await inLevel(async (database) => {
      for (let number = 0; number < 50; number++) await database.put(`key ${number}`, `5555555555 ${number} 5555554444`)
      await database.put('the key', card.value)
    })
    await inLevel(async () => {})
    const tables = named('the entries of ')
    expect(tables).not.toEqual([])
    expect(leaks(tables, [card])).not.toEqual([])
    expect(leaks(named('dynamodb'), [card])).toEqual([])
  })

  test('every entry of the log file and the tables that LevelDB itself can read', async () => {
    const random = (size: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(size))).toString('hex')
    const entries = Array.from({ length: 300 }, () => ({
      name: random(8),
      value: random(Math.ceil(Math.random() * 900)),
    }))
    const written = inLevel((database) =>
      database.batch(entries.map(({ name, value }) => ({ type: 'put', key: name, value }))),
    )
    await written
    const missing = (places: ReturnType<typeof named>) =>
      entries.filter(({ name, value }) => !places.some(({ bytes }) => bytes.includes(name) && bytes.includes(value)))
    expect(missing(named('the records of '))).toEqual([])
    await inLevel(async (database) => {
      expect(await database.keys().all()).toHaveLength(entries.length)
    })
    expect(missing(named('the entries of '))).toEqual([])
  })
})
