import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { SubmissionId } from '../../../contracts/identifiers.ts'
import {
  auditedTransactions,
  type TransactionPart,
  type TransactionPorts,
} from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { notErased } from '../../adapters/dynamodb/conditions.ts'
import { formItems } from '../../adapters/dynamodb/items.ts'
import { sendOrFault, takesEffect } from '../../adapters/dynamodb/request/conditional-write.ts'
import {
  allOf,
  type Condition,
  conditionalUpdate,
  equals,
  isPresent,
  onCondition,
} from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { SubmissionErasures } from './submission-erasures.ts'
import type { SubmissionEvent } from './vault-transaction.ts'

export function dynamoDbSubmissionErasures(ports: TransactionPorts): SubmissionErasures {
  const { documents, tables, pause } = ports
  const transactions = auditedTransactions(ports)
  return {
    async erase({ tombstones, erasedAt, after, now }) {
      const parts = tombstones.flatMap((each) => partsOf(tables, each, erasedAt))
      return 'committed' in (await transactions.commit({ events: tombstones, after, now, parts: () => parts }))
    },

    async eraseRemainingData({ formId, submissionId, erasedAt }) {
      await sendOrFault(documents.send(new DeleteCommand(tableAndKey(tables, dataKeyItems, { submissionId }))))
      const update = new UpdateCommand({
        ...tableAndKey(tables, formItems, { formId }),
        ...conditionalUpdate({ set: { erasedAt }, remove: ['submissionId'] }, holdsUnerasedSubmission(submissionId)),
      })
      return await takesEffect(() => documents.send(update), pause)
    },

    async eraseOrphanedSubmission({ tombstone, after, now }) {
      const { submissionId } = tombstone
      const parts = [
        {
          refusedBy: 'submission',
          item: {
            Delete: {
              ...tableAndKey(tables, submissionItems, { submissionId }),
              ...onCondition(isPresent('submissionId')),
            },
          },
        },
        { item: { Delete: tableAndKey(tables, dataKeyItems, { submissionId }) } },
      ] as const
      return 'committed' in (await transactions.commit({ events: [tombstone], after, now, parts: () => parts }))
    },
  }
}

const holdsUnerasedSubmission = (submissionId: SubmissionId): Condition =>
  allOf(equals('submissionId', submissionId), notErased)

const partsOf = (
  tables: TableNames,
  { formId, submissionId }: SubmissionEvent,
  erasedAt: number,
): readonly TransactionPart<'form'>[] => [
  {
    refusedBy: 'form',
    item: {
      Update: {
        ...tableAndKey(tables, formItems, { formId }),
        ...conditionalUpdate({ set: { erasedAt } }, holdsUnerasedSubmission(submissionId)),
      },
    },
  },
  { item: { Delete: tableAndKey(tables, dataKeyItems, { submissionId }) } },
  { item: { Delete: tableAndKey(tables, submissionItems, { submissionId }) } },
]
