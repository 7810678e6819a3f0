import type { TransactionPorts } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import { conversationActive, inState, notClosed, notErased, ofGeneration } from '../../adapters/dynamodb/conditions.ts'
import { allOf } from '../../adapters/dynamodb/request/expressions.ts'
import { vaultTransactions } from './dynamodb-vault-transaction.ts'
import { type Releases, retrieveKeyClaim } from './submissions.ts'

export function dynamoDbReleases(ports: TransactionPorts): Releases {
  const commit = vaultTransactions(ports)
  return {
    async release(transaction) {
      const { key, generation, session, issuedTo, person, now } = transaction
      const isRetrievable = allOf(inState('submitted', 'retrieved'), ofGeneration(generation), notClosed, notErased)
      const outcome = await commit(transaction, (parts, chainPlace) => [
        parts.claimKey(key, retrieveKeyClaim(transaction)),
        // `setOnce` keeps the time of the first retrieval.
        parts.changeForm({ set: { state: 'retrieved', chainPlace }, setOnce: { retrievedAt: now } }, isRetrievable),
        parts.checkConversation(conversationActive),
        parts.touchSession(session),
        ...(issuedTo === undefined ? [] : [parts.checkSession({ ...session, sessionHash: issuedTo })]),
        parts.checkPerson(person),
      ])
      return 'committed' in outcome ? { released: outcome.committed } : outcome
    },
  }
}
