import type { TransactionPart, TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { conversationClosed, notErased } from '../../adapters/dynamodb/conditions.ts'
import { allOf, isPresent, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import { dataKeyItems, submissionItems } from './dynamodb-vault-items.ts'
import { vaultTransactions } from './dynamodb-vault-transaction.ts'
import type { HistoryViews } from './history-views.ts'

export function dynamoDbHistoryViews(ports: TransactionPorts): HistoryViews {
  const { tables } = ports
  const commit = vaultTransactions(ports)
  return {
    async view(transaction) {
      const { event, session, person } = transaction
      const checkStored = (kind: typeof submissionItems | typeof dataKeyItems): TransactionPart<'submission'> => ({
        refusedBy: 'submission',
        item: { ConditionCheck: { ...tableAndKey(tables, kind, event), ...onCondition(isPresent('submissionId')) } },
      })
      const outcome = await commit(transaction, (parts) => [
        parts.checkConversation(conversationClosed),
        parts.checkForm(allOf(isPresent('formId'), notErased)),
        checkStored(submissionItems),
        checkStored(dataKeyItems),
        parts.touchSession(session),
        parts.checkPerson(person),
      ])
      return 'committed' in outcome ? { released: outcome.committed } : outcome
    },
  }
}
