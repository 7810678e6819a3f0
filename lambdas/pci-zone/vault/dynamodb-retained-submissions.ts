import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { SubmissionId } from '../../../contracts/identifiers.ts'
import type { DynamoDbPorts } from '../../adapters/dynamodb/ports.ts'
import { batchGet } from '../../adapters/dynamodb/request/batch-get.ts'
import { sendOrFault } from '../../adapters/dynamodb/request/conditional-write.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import { projection, scanPages } from '../../adapters/dynamodb/request/scan-pages.ts'
import { dataKeyItems, descriptionRequest, submissionItems } from './dynamodb-vault-items.ts'
import {
  RetainedSubmission,
  type RetainedSubmissions,
  type StoredSubmissions,
  type SubmissionSweeps,
} from './retained-submissions.ts'

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

export const dynamoDbStoredSubmissions = (ports: DynamoDbPorts): StoredSubmissions => ({
  async findStored(submissionIds) {
    const asks = submissionIds.map((submissionId) => ({
      table: submissionItems.table,
      key: submissionItems.keyOf({ submissionId }),
      attributes: ['submissionId'],
      fromItem: (item: unknown) => StoredId.parse(item).submissionId,
    }))
    const answers = await batchGet(ports, asks)
    return new Set(asks.flatMap((asked) => answers(asked) ?? []))
  },

  async describe(submissionIds) {
    const asks = submissionIds.map((submissionId) => [submissionId, descriptionRequest(submissionId)] as const)
    const answers = await batchGet(
      ports,
      asks.map(([, ask]) => ask),
    )
    return new Map(
      asks.flatMap(([submissionId, ask]) => {
        const described = answers(ask)
        return described === undefined ? [] : [[submissionId, described] as const]
      }),
    )
  },
})

export const dynamoDbSubmissionSweeps = ({ documents, tables }: DynamoDbPorts): SubmissionSweeps => ({
  async remove(submissionId) {
    for (const kind of [dataKeyItems, submissionItems]) {
      await sendOrFault(documents.send(new DeleteCommand(tableAndKey(tables, kind, { submissionId }))))
    }
  },
})
