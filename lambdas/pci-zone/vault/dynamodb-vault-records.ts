import type { DynamoDbPorts } from '../../adapters/dynamodb/ports.ts'
import { itemRequestsFor, optionalItemRequest, recordsFromBatch } from '../../adapters/dynamodb/records.ts'
import { batchGet, type ItemRequest, itemRequest } from '../../adapters/dynamodb/request/batch-get.ts'
import { Fault } from '../../core/fault.ts'
import { dataKeyItems, descriptionRequest, submissionItems } from './dynamodb-vault-items.ts'
import { malformed, type VaultRecords, withVaultRecords } from './submissions.ts'

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
    const askDescription = optionalItemRequest(lookup.description, descriptionRequest)
    const answers = await batchGet(ports, [...Object.values(asks), askSubmission, askDescription, askDataKey])
    return withVaultRecords(recordsFromBatch(asks, answers), {
      submission: answers(askSubmission),
      description: answers(askDescription),
      dataKey: answers(askDataKey),
    })
  },
})

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
