/** The parts that are the same in every transaction that stores an administrator's decision. */
import type { AuditEvent } from '../../core/audit/audit.ts'
import type { Administrator, Decision } from '../../core/people/administrator.ts'
import type { TransactionPart } from './audit/audited-transaction.ts'
import { hasProfile, notDisabled, ofRevision, signInNotRevoked } from './conditions.ts'
import { personItems, siteItems } from './items.ts'
import { allOf, type Condition, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import type { TableNames } from './tables.ts'

/**
 * The condition that the administrator who decides is still enabled, still has the profile used for the decision, and
 * is still signed in.
 */
export const isStillAdministrator = ({ profile, signedInAt }: Administrator): Condition =>
  allOf(notDisabled, signInNotRevoked(signedInAt), hasProfile(profile))

export const checkCaller = (tables: TableNames, by: Administrator): TransactionPart<'caller'> => ({
  refusedBy: 'caller',
  item: { ConditionCheck: { ...tableAndKey(tables, personItems, by), ...onCondition(isStillAdministrator(by)) } },
})

/** Checks that the site has not changed since it was read. The profiles are part of the site. */
export const checkSite = (tables: TableNames, { by, siteRevision }: Decision): TransactionPart<'site'> => ({
  refusedBy: 'site',
  item: { ConditionCheck: { ...tableAndKey(tables, siteItems, by), ...onCondition(ofRevision(siteRevision)) } },
})

/**
 * The maximum number of audit records in one transaction. DynamoDB allows 100 items per transaction, and the conditions
 * need the other four.
 */
const maxEvents = 96

/**
 * Splits the audit records of a decision into as many transactions as they need. All transactions except the last
 * contain only records and conditions.
 */
export const batchesOf = (events: Decision['events']): readonly Decision['events'][] => {
  const [first, ...rest] = events
  const batches: [AuditEvent, ...AuditEvent[]][] = [[first]]
  for (const event of rest) {
    const last = batches.at(-1)
    if (last !== undefined && last.length < maxEvents) last.push(event)
    else batches.push([event])
  }
  return batches
}
