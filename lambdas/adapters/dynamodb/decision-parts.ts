/** Parts that the transactions of administrators' decisions share. */
import type { AuditEvent } from '../../core/audit/audit.ts'
import type { Administrator, Decision } from '../../core/people/administrator.ts'
import type { TransactionPart } from './audit/audited-transaction.ts'
import { hasProfile, notDisabled, ofRevision, signInNotRevoked } from './conditions.ts'
import { personItems, siteItems } from './items.ts'
import { allOf, type Condition, onCondition } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import type { TableNames } from './tables.ts'

/** The deciding administrator is still enabled, has the profile under which they decide, and is signed in. */
export const isStillAdministrator = ({ profile, signedInAt }: Administrator): Condition =>
  allOf(notDisabled, signInNotRevoked(signedInAt), hasProfile(profile))

export const checkCaller = (tables: TableNames, by: Administrator): TransactionPart<'caller'> => ({
  refusedBy: 'caller',
  item: { ConditionCheck: { ...tableAndKey(tables, personItems, by), ...onCondition(isStillAdministrator(by)) } },
})

/** The site, including its profiles, has not changed. */
export const checkSite = (tables: TableNames, { by, siteRevision }: Decision): TransactionPart<'site'> => ({
  refusedBy: 'site',
  item: { ConditionCheck: { ...tableAndKey(tables, siteItems, by), ...onCondition(ofRevision(siteRevision)) } },
})

/** DynamoDB allows 100 items per transaction; this is what the conditions leave. */
const maxEvents = 96

/** Splits the records into as many transactions as they need; all but the last hold only records and conditions. */
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
