import { Fault } from '../fault.ts'
import type { KeyRecord } from './key-record.ts'

/**
 * Runs a transaction that claims a key. When many requests use one key at once, the store may refuse it so often,
 * because the others write the same items, that it gives up without effect. If another request has claimed the key by
 * then, that is an ordinary refusal; only an unclaimed key ends in a fault.
 */
export async function commitUnlessClaimed<Result>(
  commit: () => Promise<Result>,
  readKey: () => Promise<KeyRecord | undefined>,
): Promise<Result | { readonly refusedBy: 'key' }> {
  try {
    return await commit()
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'storage-conflict') throw error
    if ((await readKey())?.claimedBy === undefined) throw error
    return { refusedBy: 'key' }
  }
}
