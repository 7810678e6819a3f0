import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Decision } from '../../core/people/administrator.ts'
import type { People, PersonRef, PersonSetting } from '../../core/people/people.ts'
import { auditedTransactions, type TransactionPart, type TransactionPorts } from './audit/audited-transaction.ts'
import { hasProfile } from './conditions.ts'
import { checkCaller, checkSite, isStillAdministrator } from './decision-parts.ts'
import { peoplePartition, personItems } from './items.ts'
import { sendOrFault } from './request/conditional-write.ts'
import {
  allOf,
  type Change,
  type Condition,
  conditionalUpdate,
  equals,
  unconditionalUpdate,
  whereKey,
} from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'
import type { TableNames } from './tables.ts'

export const dynamoDbPeople = (ports: TransactionPorts): People => {
  const { documents, tables } = ports
  const transactions = auditedTransactions(ports)
  return {
    async put(person, setting, decision) {
      const { events, now } = decision
      const parts = [...personParts(tables, { person, setting, decision }), checkSite(tables, decision)]
      const result = await transactions.commitToDay({ siteId: person.siteId, events, now, parts })
      return 'refusedBy' in result ? result : { put: true }
    },

    async list(of, { limit, after }) {
      const siteAndIssuer = peoplePartition(of)
      const query = new QueryCommand({
        TableName: tables.people,
        ...whereKey(equals('siteAndIssuer', siteAndIssuer)),
        ConsistentRead: true,
        // Request one extra item, which shows whether another page follows.
        Limit: limit + 1,
        ...(after !== undefined && { ExclusiveStartKey: { siteAndIssuer, subject: after } }),
      })
      const { Items = [] } = await sendOrFault(documents.send(query))
      const people = Items.slice(0, limit).map(personItems.fromItem)
      const next = Items.length > limit ? people.at(-1)?.subject : undefined
      return { people, ...(next !== undefined && { next }) }
    },
  }
}

/**
 * Returns the change to the person, with the condition that the caller may still make it. If the caller changes their
 * own record, the change itself has this condition, because a transaction may contain each item only once.
 */
const personParts = (
  tables: TableNames,
  {
    person,
    setting,
    decision: { by, now, ifSetting },
  }: { person: PersonRef; setting: PersonSetting; decision: Decision & { readonly ifSetting?: PersonSetting } },
): readonly TransactionPart<'caller' | 'person'>[] => {
  const isOwn = person.issuer === by.issuer && person.subject === by.subject
  const isAsRead = ifSetting === undefined ? [] : [hasSetting(ifSetting)]
  const conditions = isOwn ? [isStillAdministrator(by), ...isAsRead] : isAsRead
  const change = changeTo(person, setting, now)
  const Update = {
    ...tableAndKey(tables, personItems, person),
    ...(conditions.length === 0 ? unconditionalUpdate(change) : conditionalUpdate(change, allOf(...conditions))),
  }
  const refusedBy = isOwn && ifSetting === undefined ? 'caller' : 'person'
  return [...(isOwn ? [] : [checkCaller(tables, by)]), { refusedBy, item: { Update } }]
}

const hasSetting = ({ enabled, profile }: PersonSetting): Condition =>
  allOf(equals('enabled', enabled), hasProfile(profile))

const changeTo = ({ siteId, issuer }: PersonRef, { enabled, profile }: PersonSetting, now: number): Change => ({
  set: { siteId, issuer, enabled, profile, ...(enabled ? { enabledAt: now } : { signInsEndedAt: now }) },
  remove: [...(profile === undefined ? ['profile'] : []), ...(enabled ? ['failedSignIns', 'lastAttempt'] : [])],
})
