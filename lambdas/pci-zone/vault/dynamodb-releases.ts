import { linkedTransactions, type TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { inState, notClosed, notErased, ofGeneration } from '../../adapters/dynamodb/conditions.ts'
import { formItems } from '../../adapters/dynamodb/items.ts'
import { allOf, changeOnCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { at } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import type { ChainPlace } from '../../core/audit/chain-head.ts'
import {
  checkConversation,
  checkPerson,
  checkSession,
  claimKey,
  seeSession,
  type VaultPart,
} from './dynamodb-transaction-parts.ts'
import type { Releases, ReleaseTransaction } from './submissions.ts'

export function dynamoDbReleases(ports: TransactionPorts): Releases {
  const { tables } = ports
  const transactions = linkedTransactions(ports)
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
          seeSession(tables, transaction),
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
  chainPlace: ChainPlace,
): VaultPart => ({
  refusedBy: 'form',
  item: {
    Update: {
      ...at(tables, formItems, { formId }),
      ...changeOnCondition(
        { set: { state: 'retrieved', chainPlace }, setOnce: { retrievedAt: now } },
        allOf(inState('submitted', 'retrieved'), ofGeneration(generation), notClosed, notErased),
      ),
    },
  },
})
