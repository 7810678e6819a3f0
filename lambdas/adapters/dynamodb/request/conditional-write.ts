import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { Fault } from '../../../core/fault.ts'
import type { Item } from './item-kind.ts'
import { jitteredPause, type Pause } from './jittered-pause.ts'

/**
 * The result of a conditional write. Either the write took effect, or its condition failed. In the second case,
 * `existingItem` is the stored item if there is one and the caller requested it.
 */
export type ConditionalWriteResult<Output> =
  | { readonly tookEffect: Output }
  | { readonly existingItem: Item | undefined }

const attempts = 8

/**
 * Sends a conditional write. If a transaction on the same item conflicts with the write, the write had no effect and is
 * retried. After any other failure, it is unknown whether the write took effect, so the function throws
 * `storage-failed`.
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

/** Sends a conditional write. Returns true if the write took effect. */
export const takesEffect = async (send: () => Promise<unknown>, pause?: Pause): Promise<boolean> =>
  'tookEffect' in (await conditionalWrite(send, pause))

/** Sends an unconditional request. Throws `storage-failed` if it fails. */
export const sendOrFault = async <Output>(sent: Promise<Output>): Promise<Output> => {
  try {
    return await sent
  } catch (error) {
    throw new Fault('storage-failed', error)
  }
}
