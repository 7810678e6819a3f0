import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { SubmissionId } from '../../../contracts/identifiers.ts'
import type { DynamoDbPorts } from '../../adapters/dynamodb/ports.ts'
import { batchGet, type ItemRequest } from '../../adapters/dynamodb/request/batch-get.ts'
import { sendOrFault } from '../../adapters/dynamodb/request/conditional-write.ts'
import type { Item } from '../../adapters/dynamodb/request/item-kind.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import { projection, scanPages } from '../../adapters/dynamodb/request/scan-pages.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import {
  RetainedSubmission,
  type RetainedSubmissions,
  type StoredSubmissions,
  type SubmissionSweeps,
} from './retained-submissions.ts'
import { SubmissionDescription } from './submissions.ts'

const attributes = ['submissionId', 'siteId', 'submittedAt', 'expiresAt']

export const dynamoDbRetainedSubmissions = (ports: DynamoDbPorts): RetainedSubmissions => ({
  async *pages() {
    const scan = { TableName: ports.tables.submissions, ...projection(...attributes) }
    for await (const { Items = [] } of scanPages(ports, scan)) {
      const parsed = Items.map((item) => RetainedSubmission.safeParse(item))
      const submissions = parsed.flatMap(({ success, data }) => (success ? [data] : []))
      yield { submissions, malformed: Items.length - submissions.length }
    }
  },
})

const StoredId = z.object({ submissionId: SubmissionId })
const descriptionAttributes = Object.keys(SubmissionDescription.shape)

export const dynamoDbStoredSubmissions = (ports: DynamoDbPorts): StoredSubmissions => ({
  async findStored(submissionIds) {
    const asks = submissionIds.map((submissionId) =>
      requestOf(submissionId, ['submissionId'], (item) => StoredId.parse(item).submissionId),
    )
    const answers = await batchGet(ports, asks)
    return new Set(asks.flatMap((asked) => answers(asked) ?? []))
  },

  async describe(submissionIds) {
    const asks = submissionIds.map((submissionId) =>
      requestOf(submissionId, descriptionAttributes, (item) => {
        const described = SubmissionDescription.safeParse(item)
        return [submissionId, described.success ? described.data : 'malformed'] as const
      }),
    )
    const answers = await batchGet(ports, asks)
    return new Map(asks.map(answers).filter((entry) => entry !== undefined))
  },
})

const requestOf = <Found>(
  submissionId: SubmissionId,
  attributes: readonly string[],
  fromItem: (item: Item) => Found,
): ItemRequest<'submissions', Found> => ({
  table: submissionItems.table,
  key: submissionItems.keyOf({ submissionId }),
  attributes,
  fromItem,
})

export const dynamoDbSubmissionSweeps = ({ documents, tables }: DynamoDbPorts): SubmissionSweeps => ({
  async remove(submissionId) {
    for (const kind of [dataKeyItems, submissionItems]) {
      await sendOrFault(documents.send(new DeleteCommand(tableAndKey(tables, kind, { submissionId }))))
    }
  },
})
