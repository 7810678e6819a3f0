import { Fault } from '../fault.ts'
import type { KeyRecord } from './key-record.ts'

/**
 * Runs a transaction that claims a key. If many requests use one key concurrently, their transactions conflict on the
 * same items, and a transaction may fail without effect. If another request has claimed the key in the meantime, the
 * result is an ordinary refusal. If the key is still unclaimed, the result is a fault.
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
