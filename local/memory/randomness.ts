import { createHash } from 'node:crypto'
import type { Randomness } from '../../lambdas/core/randomness.ts'

/** Returns pseudorandom bytes, the same in every run with the same seed: SHA-256 over the seed and a counter. */
export function seededRandomness(seed: number): Randomness {
  let counter = 0
  const block = (): Uint8Array => createHash('sha256').update(`${seed}:${counter++}`).digest()

  const bytes = (length: number): Uint8Array => {
    const result = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) result.set(block().subarray(0, Math.min(32, length - at)), at)
    return result
  }

  return {
    bytes,
    uuid() {
      const hex = Buffer.from(bytes(16)).toString('hex')
      const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
