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
  signedInAfterAnyEnd,
  unclaimedOrClaimedBy,
} from '../../adapters/dynamodb/conditions.ts'
import { conversationItems, keyItems, personItems, sessionItems } from '../../adapters/dynamodb/items.ts'
import { allOf, changeOnCondition, onCondition } from '../../adapters/dynamodb/request/expressions.ts'
import { at } from '../../adapters/dynamodb/request/ports.ts'
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
      ...at(tables, keyItems, key),
      ...changeOnCondition(
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
      ...at(tables, conversationItems, conversation),
      ...onCondition(allOf(conversationActive, notErasedSince(sentAt))),
    },
  },
})

interface WantedSession {
  readonly sessionHash: string
  readonly seenAfter: number
}

const live = ({ seenAfter: time }: WantedSession) => allOf(notEnded, seenAfter(time))

/** The session is live, and is seen again. */
export const seeSession = (
  tables: TableNames,
  { session, now }: { session: WantedSession; now: number },
): TransactionPart<'session'> => ({
  refusedBy: 'session',
  item: {
    Update: {
      ...at(tables, sessionItems, session),
      ...changeOnCondition({ set: { lastSeenAt: now } }, live(session)),
    },
  },
})

/** The session is live. A transaction may name an item once, so this is never the one that is seen again. */
export const checkSession = (tables: TableNames, session: WantedSession): TransactionPart<'session'> => ({
  refusedBy: 'session',
  item: {
    ConditionCheck: {
      ...at(tables, sessionItems, session),
      ...onCondition(live(session)),
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
      ...at(tables, personItems, person),
      ...onCondition(allOf(notDisabled, signedInAfterAnyEnd(person.signedInAt))),
    },
  },
})
