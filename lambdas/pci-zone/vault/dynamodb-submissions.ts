import type { TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import {
  conversationActive,
  inState,
  notClosed,
  notErased,
  notExpired,
  ofGeneration,
  ofVisitor,
} from '../../adapters/dynamodb/conditions.ts'
import { allOf, isAbsent, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import { expirySweepAt, formAndConversationSweepAt } from '../../adapters/dynamodb/time-to-live.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import { vaultTransactions } from './dynamodb-vault-transaction.ts'
import { recordsToStore, type StoreTransaction, type Submissions, submitKeyClaim } from './submissions.ts'

export function dynamoDbSubmissions(ports: TransactionPorts): Submissions {
  const commit = vaultTransactions(ports)
  return {
    async store(transaction) {
      const { key, event, generation, visitorHash, submission, now } = transaction
      const { submissionId } = event
      const { submittedAt } = submission
      const sweepAt = formAndConversationSweepAt(submittedAt)
      const isOpen = allOf(
        inState('opened'),
        ofGeneration(generation),
        ofVisitor(visitorHash),
        notExpired(now),
        notClosed,
        notErased,
      )
      const outcome = await commit(transaction, (parts, chainPlace) => [
        parts.claimKey(key, submitKeyClaim(transaction)),
        parts.changeForm({ set: { state: 'submitted', submissionId, submittedAt, chainPlace, sweepAt } }, isOpen),
        parts.checkConversation(conversationActive),
        ...putSubmission(ports.tables, transaction),
      ])
      return 'committed' in outcome ? { stored: outcome.committed } : outcome
    },
  }
}

/** The puts of the ciphertext and the wrapped key under a new id. The puts never overwrite existing items. */
const putSubmission = (tables: TableNames, transaction: StoreTransaction) => {
  const { submission, dataKey } = recordsToStore(transaction)
  const sweepAt = expirySweepAt(submission.expiresAt)
  const asNew = onCondition(isAbsent('submissionId'))
  return [
    { item: { Put: { TableName: tables.submissions, Item: submissionItems.toItem(submission, sweepAt), ...asNew } } },
    { item: { Put: { TableName: tables['data-keys'], Item: dataKeyItems.toItem(dataKey, sweepAt), ...asNew } } },
  ]
}
