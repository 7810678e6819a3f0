import { isErased } from '../../lambdas/core/forms/form-state.ts'
import type { HistoryViews, ViewRefusal, ViewTransaction } from '../../lambdas/pci-zone/vault/history-views.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'
import { isSignInValid, liveSession } from './transaction-conditions.ts'

export const memoryHistoryViews = (tables: Tables, chains: Chains): HistoryViews => ({
  async view(transaction) {
    const checked = checkConditions(tables, transaction)
    if ('refusedBy' in checked) return checked
    const { session } = checked
    const released = chains.link(transaction.event)
    tables.sessions.put(session.sessionHash, {
      ...session,
      lastSeenAt: Math.max(session.lastSeenAt, transaction.now),
    })
    return { released }
  },
})

function checkConditions(tables: Tables, transaction: ViewTransaction) {
  const { event, sentAt } = transaction
  const { formId, submissionId } = event
  const refusedBy = (what: ViewRefusal['refusedBy']): ViewRefusal => ({ refusedBy: what })
  const conversation = tables.conversations.get(keyOf.conversation(event))
  if (conversation?.state !== 'closed' || isErased({ sentAt }, conversation)) return refusedBy('conversation')
  const form = tables.forms.get(formId)
  if (form === undefined || form.erasedAt !== undefined) return refusedBy('form')
  if (!tables.submissions.has(submissionId) || !tables.dataKeys.has(submissionId)) return refusedBy('submission')
  const session = liveSession(tables, transaction.session)
  if (session === undefined) return refusedBy('session')
  return isSignInValid(tables, transaction) ? { session } : refusedBy('person')
}
