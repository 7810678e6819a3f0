import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../core/fault.ts'
import type { People } from '../../core/people/people.ts'
import { peoplePartition, personItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite, sendOrFault } from './request/conditional-write.ts'
import { equals, unconditionalUpdate, whereKey } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'

export const dynamoDbPeople = ({ documents, tables, pause }: DynamoDbPorts): People => ({
  async put(person, { enabled, profile }, now) {
    const { siteId, issuer } = person
    const change = {
      set: { siteId, issuer, enabled, profile, ...(enabled ? { enabledAt: now } : { signInsEndedAt: now }) },
      remove: [...(profile === undefined ? ['profile'] : []), ...(enabled ? ['failedSignIns', 'lastAttempt'] : [])],
    }
    const update = new UpdateCommand({
      ...tableAndKey(tables, personItems, person),
      ...unconditionalUpdate(change),
      ReturnValues: 'ALL_NEW',
    })
    const written = await conditionalWrite(() => documents.send(update), pause)
    const after = 'tookEffect' in written ? written.tookEffect.Attributes : undefined
    if (after === undefined) throw new Fault('storage-failed')
    return personItems.fromItem(after)
  },

  async list(of, { limit, after }) {
    const siteAndIssuer = peoplePartition(of)
    const query = new QueryCommand({
      TableName: tables.people,
      ...whereKey(equals('siteAndIssuer', siteAndIssuer)),
      ConsistentRead: true,
      // One more than asked for tells whether there is more.
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { siteAndIssuer, subject: after } }),
    })
    const { Items = [] } = await sendOrFault(documents.send(query))
    const people = Items.slice(0, limit).map(personItems.fromItem)
    const next = Items.length > limit ? people.at(-1)?.subject : undefined
    return { people, ...(next !== undefined && { next }) }
  },
})
