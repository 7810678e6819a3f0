import { auditedTransactions, type TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import {
  inState,
  notClosed,
  notErased,
  notExpired,
  ofGeneration,
  ofVisitor,
} from '../../adapters/dynamodb/conditions.ts'
import { formItems } from '../../adapters/dynamodb/items.ts'
import { allOf, conditionalUpdate, isAbsent, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import { expirySweepAt, formAndConversationSweepAt } from '../../adapters/dynamodb/time-to-live.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import { checkConversation, claimKey, type VaultPart } from './dynamodb-transaction-parts.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { StoreTransaction, Submissions } from './submissions.ts'

export function dynamoDbSubmissions(ports: TransactionPorts): Submissions {
  const { tables } = ports
  const transactions = auditedTransactions(ports)
  return {
    async store(transaction) {
      const { key, event, after, now } = transaction
      const outcome = await transactions.commit({
        events: [event],
        after,
        now,
        parts: (place) => [
          claimKey(tables, 'submit', key, now),
          submitForm(tables, transaction, place),
          checkConversation(tables, event, transaction.form.sentAt),
          ...putSubmission(tables, transaction),
        ],
      })
      return 'committed' in outcome ? { stored: outcome.committed } : outcome
    },
  }
}

/** The form goes from opened to submitted. */
const submitForm = (
  tables: TableNames,
  { form: { generation, visitorHash }, submission: { formId, submissionId, submittedAt }, now }: StoreTransaction,
  chainPlace: ChainHead,
): VaultPart => ({
  refusedBy: 'form',
  item: {
    Update: {
      ...tableAndKey(tables, formItems, { formId }),
      ...conditionalUpdate(
        {
          set: {
            state: 'submitted',
            submissionId,
            submittedAt,
            chainPlace,
            sweepAt: formAndConversationSweepAt(submittedAt),
          },
        },
        allOf(
          inState('opened'),
          ofGeneration(generation),
          ofVisitor(visitorHash),
          notExpired(now),
          notClosed,
          notErased,
        ),
      ),
    },
  },
})

/** Ciphertext and wrapped key, under an id that is new: nothing is ever overwritten. */
const putSubmission = (tables: TableNames, { submission, dataKey }: StoreTransaction): readonly VaultPart[] => {
  const asNew = onCondition(isAbsent('submissionId'))
  return [
    {
      item: {
        Put: {
          TableName: tables.submissions,
          Item: submissionItems.toItem(submission, expirySweepAt(submission.expiresAt)),
          ...asNew,
        },
      },
    },
    {
      item: {
        Put: {
          TableName: tables['data-keys'],
          Item: dataKeyItems.toItem(dataKey, expirySweepAt(dataKey.expiresAt)),
          ...asNew,
        },
      },
    },
  ]
}
