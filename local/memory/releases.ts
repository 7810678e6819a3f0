import { isEnded } from '../../lambdas/core/forms/form-state.ts'
import {
  type Releases,
  type ReleaseTransaction,
  retrieveKeyClaim,
  type TransactionRefusal,
} from '../../lambdas/pci-zone/vault/submissions.ts'
import type { Chains } from './audit.ts'
import type { Tables } from './tables.ts'
import { claimableKey, isConversationActive, isSignInValid, liveSession } from './transaction-conditions.ts'

export const memoryReleases = (tables: Tables, chains: Chains): Releases => ({
  async release(transaction) {
    const checked = checkConditions(tables, transaction)
    if ('refusedBy' in checked) return checked
    const { event, now } = transaction
    const released = chains.link(event)
    tables.keys.put(checked.key.keyHash, { ...checked.key, claimedBy: transaction.key.claimant })
    tables.forms.put(checked.form.formId, {
      ...checked.form,
      state: 'retrieved',
      retrievedAt: checked.form.retrievedAt ?? now,
      chainPlace: released,
    })
    tables.sessions.put(checked.session.sessionHash, {
      ...checked.session,
      lastSeenAt: Math.max(checked.session.lastSeenAt, now),
    })
    return { released }
  },
})

function checkConditions(tables: Tables, transaction: ReleaseTransaction) {
  const { event, sentAt, generation, issuedTo, now } = transaction
  const refusedBy = (what: TransactionRefusal['refusedBy']): TransactionRefusal => ({ refusedBy: what })
  const key = claimableKey(tables, transaction.key, retrieveKeyClaim(transaction), now)
  if (key === undefined) return refusedBy('key')
  const form = tables.forms.get(event.formId)
  const formHolds =
    form !== undefined &&
    !isEnded(form) &&
    (form.state === 'submitted' || form.state === 'retrieved') &&
    form.generation === generation
  if (!formHolds) return refusedBy('form')
  if (!isConversationActive(tables, event, sentAt)) return refusedBy('conversation')
  const session = liveSession(tables, transaction.session)
  if (session === undefined) return refusedBy('session')
  const issuing =
    issuedTo === undefined ? session : liveSession(tables, { ...transaction.session, sessionHash: issuedTo })
  if (issuing === undefined) return refusedBy('session')
  if (!isSignInValid(tables, transaction)) return refusedBy('person')
  return { key, form, session }
}
