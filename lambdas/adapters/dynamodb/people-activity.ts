import * as z from 'zod/mini'
import { Fault } from '../../core/fault.ts'
import type { PeopleActivity, PersonActivity } from '../../core/people/people-activity.ts'
import { PersonRecord } from '../../core/people/person.ts'
import type { DynamoDbPorts } from './ports.ts'
import type { Item } from './request/item-kind.ts'
import { projection, readablePages, scanPages } from './request/scan-pages.ts'

const { siteId, issuer, subject, enabled, lastSignInAt, enabledAt } = PersonRecord.shape
const StoredActivity = z.strictObject({ siteId, issuer, subject, enabled, lastSignInAt, enabledAt })
const attributes = ['siteId', 'issuer', 'subject', 'enabled', 'lastSignInAt', 'enabledAt']

/** Reads the activity of people. Reads neither profiles nor counts of failed sign-ins. */
export const dynamoDbPeopleActivity = (ports: DynamoDbPorts): PeopleActivity => ({
  pages() {
    const scan = { TableName: ports.tables.people, ...projection(...attributes) }
    return readablePages(scanPages(ports, scan), activityOf)
  },
})

const activityOf = (item: Item): PersonActivity => {
  const activity = StoredActivity.safeParse(item)
  if (!activity.success) throw new Fault('stored-item-malformed')
  return activity.data
}
