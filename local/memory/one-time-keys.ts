import type { Keys } from '../../lambdas/core/one-time-keys/one-time-keys.ts'
import type { Chains } from './audit.ts'
import { macOf } from './audit.ts'
import type { Tables } from './tables.ts'

export const memoryKeys = ({ keys }: Tables, chains: Chains): Keys => ({
  async add(key, onRecord) {
    if (keys.has(key.keyHash)) return
    if (onRecord === undefined) return keys.put(key.keyHash, key)
    const chainPlace = chains.link(onRecord.event)
    keys.put(key.keyHash, { ...key, chainPlace, ...macOf(onRecord, chainPlace) })
  },
})
