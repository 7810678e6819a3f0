import type { DynamoDbPorts } from '../../adapters/dynamodb/ports.ts'
import { collectFound, itemRequestsFor, optionalItemRequest } from '../../adapters/dynamodb/records.ts'
import { batchGet, itemRequest } from '../../adapters/dynamodb/request/batch-get.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { VaultRecords } from './submissions.ts'

/** One batch for both zones' records. */
export const dynamoDbVaultRecords = (ports: DynamoDbPorts): VaultRecords => ({
  async read(wanted) {
    const asks = itemRequestsFor(wanted)
    const askSubmission = optionalItemRequest(wanted.submission, (submissionId) =>
      itemRequest(submissionItems, { submissionId }),
    )
    const askDataKey = optionalItemRequest(wanted.dataKey, (submissionId) =>
      itemRequest(dataKeyItems, { submissionId }),
    )
    const answers = await batchGet(ports, [...Object.values(asks), askSubmission, askDataKey])
    const submission = answers(askSubmission)
    const dataKey = answers(askDataKey)
    return { ...collectFound(asks, answers), ...(submission && { submission }), ...(dataKey && { dataKey }) }
  },
})
