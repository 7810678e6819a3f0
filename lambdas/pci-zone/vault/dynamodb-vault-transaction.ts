/**
 * The vault's transactions on DynamoDB. The tables and the ids of the event are given once to all parts of a
 * transaction.
 */
import {
  auditedTransactions,
  type TransactionPart,
  type TransactionPorts,
} from '../../adapters/dynamodb/audit/audited-transaction.ts'
import {
  boundTo,
  notDisabled,
  notEnded,
  notErasedSince,
  notExpired,
  seenAfter,
  signInNotRevoked,
  unclaimedOrClaimedBy,
} from '../../adapters/dynamodb/conditions.ts'
import { conversationItems, formItems, keyItems, personItems, sessionItems } from '../../adapters/dynamodb/items.ts'
import {
  allOf,
  type Change,
  type Condition,
  conditionalUpdate,
  onCondition,
} from '../../adapters/dynamodb/request/expressions.ts'
import { tableAndKey } from '../../adapters/dynamodb/request/ports.ts'
import type { TableNames } from '../../adapters/dynamodb/tables.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { KeyClaim } from '../../core/one-time-keys/key-claim.ts'
import type { CallerConditions, ClaimedKey, SessionCondition, VaultTransaction } from './vault-transaction.ts'

type VaultParts = ReturnType<typeof vaultParts>

/**
 * Commits these parts and the audit record in one transaction. The first part whose condition fails determines the
 * refusal. `head` is the chain head after the record. Throws `storage-failed` and `storage-conflict`.
 */
export function vaultTransactions(ports: TransactionPorts) {
  const { commit } = auditedTransactions(ports)
  return <Word extends string>(
    transaction: VaultTransaction,
    make: (parts: VaultParts, head: ChainHead) => readonly TransactionPart<Word>[],
  ) => {
    const { event, after, now } = transaction
    const parts = vaultParts(ports.tables, transaction)
    return commit({ events: [event], after, now, parts: (head) => make(parts, head) })
  }
}

function vaultParts(tables: TableNames, { event, sentAt, now }: VaultTransaction) {
  const isLive = ({ seenAfter: time }: SessionCondition) => allOf(notEnded, seenAfter(time))
  return {
    /** Claims a key for this invocation. */
    claimKey: (key: ClaimedKey, claim: KeyClaim): TransactionPart<'key'> => ({
      refusedBy: 'key',
      item: {
        Update: {
          ...tableAndKey(tables, keyItems, key),
          ...conditionalUpdate(
            { set: { claimedBy: key.claimant } },
            allOf(unclaimedOrClaimedBy(key.claimant), boundTo(claim), notExpired(now)),
          ),
        },
      },
    }),

    changeForm: (change: Change, condition: Condition): TransactionPart<'form'> => ({
      refusedBy: 'form',
      item: { Update: { ...tableAndKey(tables, formItems, event), ...conditionalUpdate(change, condition) } },
    }),

    checkForm: (condition: Condition): TransactionPart<'form'> => ({
      refusedBy: 'form',
      item: { ConditionCheck: { ...tableAndKey(tables, formItems, event), ...onCondition(condition) } },
    }),

    /** Checks that the conversation is in this state, and that no erasure of it covers this form. */
    checkConversation: (state: Condition): TransactionPart<'conversation'> => ({
      refusedBy: 'conversation',
      item: {
        ConditionCheck: {
          ...tableAndKey(tables, conversationItems, event),
          ...onCondition(allOf(state, notErasedSince(sentAt))),
        },
      },
    }),

    /** Checks that the session is live, and updates *last seen*. */
    touchSession: (session: SessionCondition): TransactionPart<'session'> => ({
      refusedBy: 'session',
      item: {
        Update: {
          ...tableAndKey(tables, sessionItems, session),
          ...conditionalUpdate({ set: { lastSeenAt: now } }, isLive(session)),
        },
      },
    }),

    /**
     * Checks that another session is live. It must not be the session of `touchSession`, because a transaction may
     * contain each item only once.
     */
    checkSession: (session: SessionCondition): TransactionPart<'session'> => ({
      refusedBy: 'session',
      item: {
        ConditionCheck: { ...tableAndKey(tables, sessionItems, session), ...onCondition(isLive(session)) },
      },
    }),

    /** Checks that the person is not disabled, and that this sign-in has not been revoked. */
    checkPerson: ({ issuer, subject, signedInAt }: CallerConditions['person']): TransactionPart<'person'> => ({
      refusedBy: 'person',
      item: {
        ConditionCheck: {
          ...tableAndKey(tables, personItems, { siteId: event.siteId, issuer, subject }),
          ...onCondition(allOf(notDisabled, signInNotRevoked(signedInAt))),
        },
      },
    }),
  }
}
