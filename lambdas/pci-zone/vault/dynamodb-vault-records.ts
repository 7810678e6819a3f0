import { asksFor, foundAmong, maybe } from '../../adapters/dynamodb/records.ts'
import { ask, getTogether } from '../../adapters/dynamodb/request/batch-get.ts'
import type { DynamoDbPorts } from '../../adapters/dynamodb/request/ports.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { VaultRecords } from './submissions.ts'

/** One batch for both zones' records. */
export const dynamoDbVaultRecords = (ports: DynamoDbPorts): VaultRecords => ({
  async read(wanted) {
    const asks = asksFor(wanted)
    const askSubmission = maybe(wanted.submission, (submissionId) => ask(submissionItems, { submissionId }))
    const askDataKey = maybe(wanted.dataKey, (submissionId) => ask(dataKeyItems, { submissionId }))
    const answers = await getTogether(ports, [...Object.values(asks), askSubmission, askDataKey])
    const submission = answers(askSubmission)
    const dataKey = answers(askDataKey)
    return { ...foundAmong(asks, answers), ...(submission && { submission }), ...(dataKey && { dataKey }) }
  },
})
