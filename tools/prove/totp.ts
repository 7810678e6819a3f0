/** Time-based one-time passwords (RFC 6238). Cognito uses the defaults of the RFC. */
import { createHmac } from 'node:crypto'

export const stepMs = 30_000

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Decodes Base32 without padding (RFC 4648, section 6). @throws {RangeError} for any other character */
export const fromBase32 = (text: string): Buffer => {
  const bits = [...text.toUpperCase().replace(/=+$/, '')]
    .map((character) => {
      const value = alphabet.indexOf(character)
      if (value === -1) throw new RangeError('not base32')
      return value.toString(2).padStart(5, '0')
    })
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Returns the six digits that are valid during the 30-second step that contains the time. */
export const totp = (key: Buffer, timeMs: number): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(timeMs / stepMs)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}
