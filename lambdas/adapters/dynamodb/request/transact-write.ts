import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../../core/fault.ts'
import type { Randomness } from '../../../core/randomness.ts'
import type { RequestPorts } from './ports.ts'

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

export const conditionFailed = 'ConditionalCheckFailed'

/**
 * Sends a transaction. Returns nothing if it took effect. If it was definitely cancelled, returns one code per item.
 * Throws `storage-failed` if the outcome is unknown.
 */
export async function transactWrite(
  { documents, randomness }: Pick<RequestPorts<string>, 'documents'> & { readonly randomness: Randomness },
  items: readonly TransactItem[],
): Promise<readonly string[] | undefined> {
  const command = new TransactWriteCommand({
    TransactItems: [...items],
    // Never derive the token from a one-time key, because DynamoDB reports success for a repeated token, even if
    // another caller sends it.
    ClientRequestToken: randomness.uuid(),
  })
  try {
    await documents.send(command)
    return undefined
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw new Fault('storage-failed', error)
    return error.CancellationReasons?.map(({ Code }) => Code ?? 'None') ?? []
  }
}
