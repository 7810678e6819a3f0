import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { Fault } from '../../../core/fault.ts'
import type { Item } from './item-kind.ts'
import { jitteredPause, type Pause } from './jittered-pause.ts'

/** A write took effect, or its condition did not hold and this stood there (if it was asked for, and if anything did). */
export type ConditionalWriteResult<Output> =
  | { readonly tookEffect: Output }
  | { readonly existingItem: Item | undefined }

const attempts = 8

/**
 * Sends a write on condition. A transaction that holds the item only delays it: that refusal is definite, so the write is
 * sent again. Every other failure is a `storage-failed`, after which nobody knows.
 */
export async function conditionalWrite<Output>(
  send: () => Promise<Output>,
  pause: Pause = jitteredPause,
): Promise<ConditionalWriteResult<Output>> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return { tookEffect: await send() }
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return { existingItem: error.Item && unmarshall(error.Item) }
      }
      if (!(error instanceof TransactionConflictException)) throw new Fault('storage-failed', error)
    }
    await pause(attempt)
  }
  throw new Fault('storage-conflict')
}

/** The same for a caller who wants to know only whether it took effect. */
export const takesEffect = async (send: () => Promise<unknown>, pause?: Pause): Promise<boolean> =>
  'tookEffect' in (await conditionalWrite(send, pause))

/** Sends what has no condition. */
export const sendOrFault = async <Output>(sent: Promise<Output>): Promise<Output> => {
  try {
    return await sent
  } catch (error) {
    throw new Fault('storage-failed', error)
  }
}
