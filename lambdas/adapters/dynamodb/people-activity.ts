import * as z from 'zod/mini'
import { Fault } from '../../core/fault.ts'
import { PersonRecord } from '../../core/people/person.ts'
import type { PeopleUses } from '../../core/people/sign-ins.ts'
import type { DynamoDbPorts } from './request/ports.ts'
import { onlyAttributes, scanPages } from './request/scan-pages.ts'

const { siteId, issuer, subject, enabled, lastSignInAt, enabledAt } = PersonRecord.shape
const PersonUse = z.strictObject({ siteId, issuer, subject, enabled, lastSignInAt, enabledAt })
const attributes = ['siteId', 'issuer', 'subject', 'enabled', 'lastSignInAt', 'enabledAt']

/** Reads neither a profile nor a count of what failed. */
export const dynamoDbPeopleUses = (ports: DynamoDbPorts): PeopleUses => ({
  async *pages() {
    const scan = { TableName: ports.tables.people, ...onlyAttributes(...attributes) }
    for await (const { Items = [] } of scanPages(ports, scan)) {
      const uses = z.array(PersonUse).safeParse(Items)
      if (!uses.success) throw new Fault('stored-item-malformed')
      yield uses.data
    }
  },
})
