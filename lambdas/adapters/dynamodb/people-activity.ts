import * as z from 'zod/mini'
import { Fault } from '../../core/fault.ts'
import type { PeopleActivity } from '../../core/people/people-activity.ts'
import { PersonRecord } from '../../core/people/person.ts'
import type { DynamoDbPorts } from './ports.ts'
import { projection, scanPages } from './request/scan-pages.ts'

const { siteId, issuer, subject, enabled, lastSignInAt, enabledAt } = PersonRecord.shape
const PersonActivity = z.strictObject({ siteId, issuer, subject, enabled, lastSignInAt, enabledAt })
const attributes = ['siteId', 'issuer', 'subject', 'enabled', 'lastSignInAt', 'enabledAt']

/** Reads neither a profile nor a count of what failed. */
export const dynamoDbPeopleActivity = (ports: DynamoDbPorts): PeopleActivity => ({
  async *pages() {
    const scan = { TableName: ports.tables.people, ...projection(...attributes) }
    for await (const { Items = [] } of scanPages(ports, scan)) {
      const uses = z.array(PersonActivity).safeParse(Items)
      if (!uses.success) throw new Fault('stored-item-malformed')
      yield uses.data
    }
  },
})
