/** A user pool with its own site on an embedded DynamoDB, under a virtual clock. */
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'
import { SiteSettings } from '../../../contracts/site-settings.ts'
import { chainHeadCache } from '../../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { auditItems } from '../../../lambdas/adapters/dynamodb/audit/items.ts'
import { dynamoDbPeople } from '../../../lambdas/adapters/dynamodb/people.ts'
import { dynamoDbRecords } from '../../../lambdas/adapters/dynamodb/records.ts'
import { dynamoDbSites } from '../../../lambdas/adapters/dynamodb/sites.ts'
import type { BaseDependencies } from '../../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../../../lambdas/adapters/process/randomness.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import type { LogLine } from '../../../lambdas/core/log.ts'
import type { PersonRef } from '../../../lambdas/core/people/people.ts'
import { virtualClock } from '../../../local/memory/clock.ts'
import type { DynamoDbUnderTest } from '../../port-contracts/dynamodb-storage.ts'
import { cognitoPool, poolIssuer } from './cognito-pool.ts'

export const noon = Date.UTC(2030, 0, 15, 12)

let sites = 0

export async function userPoolFixture({ documents, tables }: DynamoDbUnderTest, settings: object | 'no site' = {}) {
  const siteId = SiteId.parse(`pool-${++sites}`)
  const clock = virtualClock(noon)
  const lines: LogLine[] = []
  const dependencies: BaseDependencies = {
    ...{ documents, tables, clock, randomness: systemRandomness, chainHeads: chainHeadCache() },
    log: { write: (line) => void lines.push(line) },
  }
  if (settings !== 'no site') {
    await dynamoDbSites(dependencies).add(SiteSettings.parse({ siteId, name: 'Pool', ...settings }))
  }
  const person = (name: string): PersonRef => ({ siteId, issuer: poolIssuer, subject: AgentId.parse(name) })
  return {
    ...{ siteId, clock, lines, dependencies, person },
    ...cognitoPool(dependencies, siteId),
    people: dynamoDbPeople(dependencies),
    known: async (name: string) => (await dynamoDbRecords(dependencies).read({ person: person(name) })).person,
    /** The audit records of the site, in no particular order. */
    async records(): Promise<readonly AuditRecord[]> {
      const found: AuditRecord[] = []
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: tables.audit })) {
        found.push(...Items.map(auditItems.fromItem).filter((record) => record.siteId === siteId))
      }
      return found
    },
  }
}

export type UserPoolFixture = Awaited<ReturnType<typeof userPoolFixture>>
