import { isEnded } from '../../lambdas/core/forms/form-state.ts'
import type { Releases, ReleaseTransaction, TransactionRefusal } from '../../lambdas/pci-zone/vault/submissions.ts'
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

function checkConditions(
  tables: Tables,
  { key: wanted, form: condition, session: live, issuedTo, person: ref, event, now }: ReleaseTransaction,
) {
  const refusedBy = (what: TransactionRefusal['refusedBy']): TransactionRefusal => ({ refusedBy: what })
  const key = claimableKey(tables, 'retrieve', wanted, now)
  if (key === undefined) return refusedBy('key')
  const form = tables.forms.get(condition.formId)
  const formHolds =
    form !== undefined &&
    !isEnded(form) &&
    (form.state === 'submitted' || form.state === 'retrieved') &&
    form.generation === condition.generation
  if (!formHolds) return refusedBy('form')
  if (!isConversationActive(tables, event, condition.sentAt)) return refusedBy('conversation')
  const session = liveSession(tables, live)
  if (session === undefined) return refusedBy('session')
  if (issuedTo !== undefined && liveSession(tables, issuedTo) === undefined) return refusedBy('session')
  if (!isSignInValid(tables, ref)) return refusedBy('person')
  return { key, form, session }
}
