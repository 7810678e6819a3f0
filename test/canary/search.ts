/** Searches for canaries: values that must be found nowhere, in any encoding. */
import { createHash } from 'node:crypto'

export interface Canary {
  readonly name: string
  readonly value: string
  /** A key may be stored as its hash. A bare hash of an answer would allow guessing it. */
  readonly mayBeHashed?: boolean
  /** An apparent field name is repeated only to its sender. */
  readonly isFieldName?: boolean
  /** The decoded bytes, if the value is itself an encoding. */
  readonly decoded?: Buffer
}

/** An artifact to search: a file, a table, a reply. */
export interface Artifact {
  readonly name: string
  readonly bytes: Buffer
}

/** Every canary found, with its encoding and artifact, as sentences. */
export const leaks = (places: readonly Artifact[], canaries: readonly Canary[]): string[] =>
  canaries.flatMap((canary) =>
    encodingsOf(canary).flatMap(([dress, bytes]) =>
      places
        .filter((place) => place.bytes.includes(bytes))
        .map(({ name }) => `${canary.name} (${dress}) is in ${name}.`),
    ),
  )

/** Shorter fragments would match by chance; a truncated random value is still recognised by this many characters. */
const fragmentLength = 12

const encodingsOf = ({ value, decoded, mayBeHashed = false }: Canary): (readonly [string, Buffer])[] => {
  const pieces =
    value.length >= 2 * fragmentLength
      ? { 'its beginning': value.slice(0, fragmentLength), 'its end': value.slice(-fragmentLength) }
      : {}
  const texts = Object.entries({ 'as it is': value, ...pieces, ...escapedForms(value) })
  return withoutDuplicates([
    ...texts.map(([dress, text]) => [dress, Buffer.from(text, 'utf8')] as const),
    ...encodedForms(Buffer.from(value, 'utf8')),
    ['as UTF-16', Buffer.from(value, 'utf16le')],
    ['as big-endian UTF-16', Buffer.from(value, 'utf16le').swap16()],
    ...(mayBeHashed ? [] : hashedForms(value)),
    ...(decoded === undefined ? [] : [['decoded', decoded] as const]),
    ...(decoded === undefined
      ? []
      : encodedForms(decoded).map(([dress, bytes]) => [`decoded, ${dress}`, bytes] as const)),
  ])
}

/** Many values are the same in several encodings. */
const withoutDuplicates = (dresses: readonly (readonly [string, Buffer])[]) => {
  const seen = new Set<string>()
  return dresses.filter(([, bytes]) => {
    const text = bytes.toString('latin1')
    return !seen.has(text) && seen.add(text)
  })
}

/** The encodings of JSON, URLs and forms. */
const escapedForms = (value: string) => ({
  'as JSON': JSON.stringify(value).slice(1, -1),
  'as JSON in JSON': JSON.stringify(JSON.stringify(value)).slice(3, -3),
  'as ASCII JSON': [...JSON.stringify(value).slice(1, -1)].map(asciiEscape).join(''),
  'percent-encoded': encodeURIComponent(value),
  'form-encoded': new URLSearchParams({ '': value }).toString().slice(1),
})

const asciiEscape = (character: string): string =>
  character < '\u007f'
    ? character
    : [...Array(character.length).keys()]
        .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
        .join('')

const encodedForms = (bytes: Buffer): (readonly [string, Buffer])[] => {
  return [
    ['as hex', Buffer.from(bytes.toString('hex'))],
    ['as HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
    ...[0, 1, 2].flatMap((before) => {
      const text = base64AtOffset(bytes, before)
      return [
        [`as base64 after ${before} bytes`, Buffer.from(text)] as const,
        [`as base64url after ${before} bytes`, Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))] as const,
      ]
    }),
  ]
}

/** The base64 characters that depend only on these bytes, after `before` other bytes. */
const base64AtOffset = (bytes: Buffer, before: number): string => {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((before * 8) / 6)
  const last = Math.floor(((before + bytes.length) * 8) / 6)
  return text.slice(first, last)
}

const hashedForms = (value: string): (readonly [string, Buffer])[] =>
  ['sha256', 'sha1', 'md5'].flatMap((algorithm) => {
    const hash = createHash(algorithm).update(value).digest()
    return [
      [`its ${algorithm}`, hash] as const,
      [`its ${algorithm} as hex`, Buffer.from(hash.toString('hex'))] as const,
      [`its ${algorithm} as base64`, Buffer.from(hash.toString('base64').replace(/=+$/, ''))] as const,
      [`its ${algorithm} as base64url`, Buffer.from(hash.toString('base64url'))] as const,
    ]
  })
