import { describe, expect, test } from 'vitest'
import { AgentId } from '../../contracts/identifiers.ts'
import { decodePathSegment, encodePathSegment } from '../../contracts/path-segment.ts'

/** Every character that an id may contain. */
const allowed = Array.from({ length: 0x7f - 0x21 }, (_, place) => String.fromCharCode(0x21 + place)).filter(
  (character) => !'/\\%?#'.includes(character),
)

describe('an id in a path', () => {
  test('is percent-encoded except for the unreserved characters of RFC 3986', () => {
    expect(encodePathSegment(allowed.join('')).replace(/%[0-9A-F]{2}/g, '')).toMatch(/^[A-Za-z0-9._~-]+$/)
    expect(encodePathSegment("!abc:o'brien(1)*")).toBe('%21abc%3Ao%27brien%281%29%2A')
  })

  test.each(allowed)(
    'with %s is decoded correctly, whether or not a proxy has already decoded the path',
    (character) => {
      const id = AgentId.parse(`a${character}`)
      expect(decodePathSegment(encodePathSegment(id))).toBe(id)
      expect(decodePathSegment(id)).toBe(id)
    },
  )

  test('is decoded once, so that a doubly encoded id is refused', () => {
    expect(decodePathSegment('a%257Cb')).toBe('a%7Cb')
    expect(AgentId.safeParse('a%7Cb').success).toBe(false)
  })

  test.each(['%', 'a%2', '%zz', '%ff', '%c0%af'])('is refused if its encoding is malformed: %s', (segment) => {
    expect(decodePathSegment(segment)).toBeUndefined()
  })
})

test.each(['', '.', '..', 'a b', 'a/b', 'a\\b', 'a%', 'a?', 'a#', 'ä', '\u007f', 'x'.repeat(257)])(
  '%j is not an id',
  (id) => {
    expect(AgentId.safeParse(id).success).toBe(false)
  },
)
