import {
  inState,
  notClosed,
  notDisabled,
  notEnded,
  notErased,
  ofGeneration,
  seenAfter,
  signedInAfterAnyEnd,
} from '../../adapters/conditions.ts'
import { at } from '../../adapters/dynamodb-ports.ts'
import { allOf, changeOnCondition, onCondition } from '../../adapters/expressions.ts'
import { linkedTransactions, type TransactionPorts } from '../../adapters/linked-transaction.ts'
import { formItems, personItems, sessionItems } from '../../adapters/stored-items.ts'
import type { TableNames } from '../../adapters/tables.ts'
import type { ChainPlace } from '../../core/records.ts'
import { checkConversation, claimKey, type VaultPart } from './dynamodb-transaction-parts.ts'
import type { Releases, ReleaseTransaction } from './submissions.ts'

export function dynamoDbReleases(ports: TransactionPorts): Releases {
  const { tables } = ports
  const transactions = linkedTransactions(ports)
  return {
    async release(transaction) {
      const { key, event, after, now } = transaction
      const outcome = await transactions.commit({
        event,
        after,
        now,
        parts: (place) => [
          claimKey(tables, 'retrieve', key, now),
          retrieveForm(tables, transaction, place),
          checkConversation(tables, event, transaction.form.sentAt),
          seeSession(tables, transaction),
          checkPerson(tables, transaction),
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

/** The session is live, and is seen again. */
const seeSession = (tables: TableNames, { session, now }: ReleaseTransaction): VaultPart => ({
  refusedBy: 'session',
  item: {
    Update: {
      ...at(tables, sessionItems, session),
      ...changeOnCondition({ set: { lastSeenAt: now } }, allOf(notEnded, seenAfter(session.seenAfter))),
    },
  },
})

const checkPerson = (tables: TableNames, { person }: ReleaseTransaction): VaultPart => ({
  refusedBy: 'person',
  item: {
    ConditionCheck: {
      ...at(tables, personItems, person),
      ...onCondition(allOf(notDisabled, signedInAfterAnyEnd(person.signedInAt))),
    },
  },
})
