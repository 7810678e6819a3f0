import { Fault } from '../fault.ts'
import type { KeyRecord } from './key-record.ts'

/**
 * Runs a transaction that claims a key. If many requests use one key concurrently, their transactions conflict on the
 * same items, and one of them may give up without effect. If another request has claimed the key by then, this is an
 * ordinary refusal. Only if the key is still unclaimed is it a fault.
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
