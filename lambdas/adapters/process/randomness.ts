import { randomBytes, randomUUID } from 'node:crypto'
import type { Randomness } from '../../core/randomness.ts'

export const systemRandomness: Randomness = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
}
