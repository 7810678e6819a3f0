import type { DynamoDbPorts } from '../../adapters/dynamodb/ports.ts'
import { itemRequestsFor, optionalItemRequest, recordsFromBatch } from '../../adapters/dynamodb/records.ts'
import { batchGet, type ItemRequest, itemRequest } from '../../adapters/dynamodb/request/batch-get.ts'
import { Fault } from '../../core/fault.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { VaultRecords } from './submissions.ts'

/** Reads the records of both zones in one batch. */
export const dynamoDbVaultRecords = (ports: DynamoDbPorts): VaultRecords => ({
  async read(lookup) {
    const asks = itemRequestsFor(lookup)
    const askSubmission = optionalItemRequest(lookup.submission, (submissionId) =>
      orMalformed(itemRequest(submissionItems, { submissionId })),
    )
    const askDataKey = optionalItemRequest(lookup.dataKey, (submissionId) =>
      orMalformed(itemRequest(dataKeyItems, { submissionId })),
    )
    const answers = await batchGet(ports, [...Object.values(asks), askSubmission, askDataKey])
    const submission = answers(askSubmission)
    const dataKey = answers(askDataKey)
    return {
      ...recordsFromBatch(asks, answers),
      ...(submission !== malformed && submission && { submission }),
      ...(dataKey !== malformed && dataKey && { dataKey }),
      ...((submission === malformed || dataKey === malformed) && { isMalformed: true }),
    }
  },
})

const malformed = 'malformed'

/** Reports a malformed row of the vault as an integrity failure of that row, not as a storage failure (promise I10). */
const orMalformed = <Table extends string, Stored>({
  fromItem,
  ...request
}: ItemRequest<Table, Stored>): ItemRequest<Table, Stored | typeof malformed> => ({
  ...request,
  fromItem(item) {
    try {
      return fromItem(item)
    } catch (error) {
      if (error instanceof Fault && error.code === 'stored-item-malformed') return malformed
      throw error
    }
  },
})
