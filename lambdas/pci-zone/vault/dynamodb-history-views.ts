import {
  auditedTransactions,
  type TransactionPart,
  type TransactionPorts,
} from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { conversationClosed, notErased, notErasedSince } from '../../adapters/dynamodb/conditions.ts'
import { conversationItems, formItems } from '../../adapters/dynamodb/items.ts'
import { allOf, isPresent, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import { checkPerson, touchSession } from './dynamodb-transaction-parts.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import type { HistoryViews, ViewRefusal, ViewTransaction } from './history-views.ts'

type ViewPart = TransactionPart<ViewRefusal['refusedBy']>

export function dynamoDbHistoryViews(ports: TransactionPorts): HistoryViews {
  const { tables } = ports
  const transactions = auditedTransactions(ports)
  return {
    async view(transaction) {
      const { event, after, now } = transaction
      const parts = [
        ...checkRetained(tables, transaction),
        touchSession(tables, transaction),
        checkPerson(tables, transaction.person),
      ]
      const outcome = await transactions.commit({ events: [event], after, now, parts: () => parts })
      return 'committed' in outcome ? { released: outcome.committed } : outcome
    },
  }
}

/** The conversation is over, and what was submitted is still kept. */
const checkRetained = (
  tables: TableNames,
  { event, form: { formId, sentAt }, submissionId }: ViewTransaction,
): readonly ViewPart[] => {
  const isThere = onCondition(isPresent('submissionId'))
  return [
    {
      refusedBy: 'conversation',
      item: {
        ConditionCheck: {
          ...tableAndKey(tables, conversationItems, event),
          ...onCondition(allOf(conversationClosed, notErasedSince(sentAt))),
        },
      },
    },
    {
      refusedBy: 'form',
      item: {
        ConditionCheck: {
          ...tableAndKey(tables, formItems, { formId }),
          ...onCondition(allOf(isPresent('formId'), notErased)),
        },
      },
    },
    {
      refusedBy: 'submission',
      item: { ConditionCheck: { ...tableAndKey(tables, submissionItems, { submissionId }), ...isThere } },
    },
    {
      refusedBy: 'submission',
      item: { ConditionCheck: { ...tableAndKey(tables, dataKeyItems, { submissionId }), ...isThere } },
    },
  ]
}
