import type { Keys } from '../../lambdas/core/one-time-keys/one-time-keys.ts'
import type { Chains } from './audit.ts'
import type { Tables } from './tables.ts'

export const memoryKeys = ({ keys }: Tables, chains: Chains): Keys => ({
  async add(key, onRecord) {
    keys.put(key.keyHash, onRecord === undefined ? key : { ...key, chainPlace: chains.link(onRecord.event) })
  },

  async claimForVisitor(keyHash, { visitorHash, now }) {
    const key = keys.get(keyHash)
    const mayClaim =
      key !== undefined &&
      key.action === 'open' &&
      now < key.expiresAt &&
      (key.claimedBy === undefined || key.claimedBy === visitorHash)
    if (!mayClaim) return { refused: key }
    const claimed = { ...key, claimedBy: visitorHash }
    keys.put(keyHash, claimed)
    return { claimed }
  },
})
