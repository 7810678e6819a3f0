/** The parts that the transactions have in common. */

import type { TransactionPart } from '../../adapters/dynamodb/audit/audited-transaction.ts'
import {
  boundTo,
  conversationActive,
  forThisAction,
  type KeyBinding,
  notDisabled,
  notEnded,
  notErasedSince,
  notExpired,
  seenAfter,
  signInNotRevoked,
  unclaimedOrClaimedBy,
} from '../../adapters/dynamodb/conditions.ts'
import { conversationItems, keyItems, personItems, sessionItems } from '../../adapters/dynamodb/items.ts'
import { allOf, conditionalUpdate, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import type { ConversationRef } from '../../core/conversations/conversations.ts'
import type { PersonRef } from '../../core/people/people.ts'
import type { TransactionRefusal } from './submissions.ts'

export type VaultPart = TransactionPart<TransactionRefusal['refusedBy']>

/** Claims a key for this invocation. */
export const claimKey = (
  tables: TableNames,
  action: 'submit' | 'retrieve',
  key: KeyBinding & { readonly keyHash: string; readonly claimant: string },
  now: number,
): VaultPart => ({
  refusedBy: 'key',
  item: {
    Update: {
      ...tableAndKey(tables, keyItems, key),
      ...conditionalUpdate(
        { set: { claimedBy: key.claimant } },
        allOf(unclaimedOrClaimedBy(key.claimant), forThisAction(action), boundTo(key), notExpired(now)),
      ),
    },
  },
})

/** The conversation goes on, and nothing of this form has been erased. */
export const checkConversation = (tables: TableNames, conversation: ConversationRef, sentAt: number): VaultPart => ({
  refusedBy: 'conversation',
  item: {
    ConditionCheck: {
      ...tableAndKey(tables, conversationItems, conversation),
      ...onCondition(allOf(conversationActive, notErasedSince(sentAt))),
    },
  },
})

interface SessionCondition {
  readonly sessionHash: string
  readonly seenAfter: number
}

const isLiveSession = ({ seenAfter: time }: SessionCondition) => allOf(notEnded, seenAfter(time))

/** The session is live, and is seen again. */
export const touchSession = (
  tables: TableNames,
  { session, now }: { session: SessionCondition; now: number },
): TransactionPart<'session'> => ({
  refusedBy: 'session',
  item: {
    Update: {
      ...tableAndKey(tables, sessionItems, session),
      ...conditionalUpdate({ set: { lastSeenAt: now } }, isLiveSession(session)),
    },
  },
})

/** The session is live. A transaction may name an item once, so this is never the one that is seen again. */
export const checkSession = (tables: TableNames, session: SessionCondition): TransactionPart<'session'> => ({
  refusedBy: 'session',
  item: {
    ConditionCheck: {
      ...tableAndKey(tables, sessionItems, session),
      ...onCondition(isLiveSession(session)),
    },
  },
})

/** The person is not disabled, and no disabling has ended this sign-in. */
export const checkPerson = (
  tables: TableNames,
  person: PersonRef & { readonly signedInAt: number },
): TransactionPart<'person'> => ({
  refusedBy: 'person',
  item: {
    ConditionCheck: {
      ...tableAndKey(tables, personItems, person),
      ...onCondition(allOf(notDisabled, signInNotRevoked(person.signedInAt))),
    },
  },
})
