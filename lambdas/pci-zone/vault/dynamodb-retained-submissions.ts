import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { SubmissionId } from '../../../contracts/identifiers.ts'
import type { Item } from '../../adapters/dynamodb/items.ts'
import { getTogether } from '../../adapters/dynamodb/request/batch-get.ts'
import { sendOrFault } from '../../adapters/dynamodb/request/conditional-write.ts'
import { at, type DynamoDbPorts } from '../../adapters/dynamodb/request/ports.ts'
import { onlyAttributes, scanPages } from '../../adapters/dynamodb/request/scan-pages.ts'
import { Fault } from '../../core/fault.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import {
  KeptSubmission,
  type KeptSubmissions,
  type StoredSubmissions,
  type SubmissionSweeps,
} from './retained-submissions.ts'

const attributes = ['submissionId', 'siteId', 'submittedAt', 'expiresAt']

export const dynamoDbKeptSubmissions = (ports: DynamoDbPorts): KeptSubmissions => ({
  async *pages() {
    const scan = { TableName: ports.tables.submissions, ...onlyAttributes(...attributes) }
    for await (const { Items = [] } of scanPages(ports, scan)) {
      const kept = z.array(KeptSubmission).safeParse(Items)
      if (!kept.success) throw new Fault('stored-item-malformed')
      yield kept.data
    }
  },
})

const StoredId = z.object({ submissionId: SubmissionId })

export const dynamoDbStoredSubmissions = (ports: DynamoDbPorts): StoredSubmissions => ({
  async among(submissionIds) {
    const asks = submissionIds.map((submissionId) => ({
      table: submissionItems.table,
      key: submissionItems.keyOf({ submissionId }),
      only: ['submissionId'],
      fromItem: (item: Item) => StoredId.parse(item).submissionId,
    }))
    const answers = await getTogether(ports, asks)
    return new Set(asks.flatMap((asked) => answers(asked) ?? []))
  },
})

export const dynamoDbSubmissionSweeps = ({ documents, tables }: DynamoDbPorts): SubmissionSweeps => ({
  async remove(submissionId) {
    for (const kind of [dataKeyItems, submissionItems]) {
      await sendOrFault(documents.send(new DeleteCommand(at(tables, kind, { submissionId }))))
    }
  },
})
