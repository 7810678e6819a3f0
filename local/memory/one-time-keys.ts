import type { Keys } from '../../lambdas/core/one-time-keys/one-time-keys.ts'
import type { Tables } from './tables.ts'

export const memoryKeys = ({ keys }: Tables): Keys => ({
  async add(key) {
    keys.put(key.keyHash, key)
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
