import { auditedTransactions, type TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { inState, notClosed, notErased, ofGeneration } from '../../adapters/dynamodb/conditions.ts'
import { formItems } from '../../adapters/dynamodb/items.ts'
import { allOf, conditionalUpdate } from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import {
  checkConversation,
  checkPerson,
  checkSession,
  claimKey,
  touchSession,
  type VaultPart,
} from './dynamodb-transaction-parts.ts'
import type { Releases, ReleaseTransaction } from './submissions.ts'

export function dynamoDbReleases(ports: TransactionPorts): Releases {
  const { tables } = ports
  const transactions = auditedTransactions(ports)
  return {
    async release(transaction) {
      const { key, event, after, now } = transaction
      const outcome = await transactions.commit({
        events: [event],
        after,
        now,
        parts: (place) => [
          claimKey(tables, 'retrieve', key, now),
          retrieveForm(tables, transaction, place),
          checkConversation(tables, event, transaction.form.sentAt),
          touchSession(tables, transaction),
          ...(transaction.issuedTo === undefined ? [] : [checkSession(tables, transaction.issuedTo)]),
          checkPerson(tables, transaction.person),
        ],
      })
      return 'committed' in outcome ? { released: outcome.committed } : outcome
    },
  }
}

/** The form goes from submitted or retrieved to retrieved; the first time is the one that is kept. */
const retrieveForm = (
  tables: TableNames,
  { form: { formId, generation }, now }: ReleaseTransaction,
  chainPlace: ChainHead,
): VaultPart => ({
  refusedBy: 'form',
  item: {
    Update: {
      ...tableAndKey(tables, formItems, { formId }),
      ...conditionalUpdate(
        { set: { state: 'retrieved', chainPlace }, setOnce: { retrievedAt: now } },
        allOf(inState('submitted', 'retrieved'), ofGeneration(generation), notClosed, notErased),
      ),
    },
  },
})
