/** The conditions of administrators' decisions, as the transactions on DynamoDB have them. */
import type { Administrator, Decision } from '../../lambdas/core/people/administrator.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'
import { isSignInValid } from './transaction-conditions.ts'

export const isStillAdministrator = (tables: Tables, by: Administrator): boolean =>
  isSignInValid(tables, by) && tables.people.get(keyOf.person(by))?.profile === by.profile

export const isSiteUnchanged = (tables: Tables, { by, siteRevision }: Decision): boolean =>
  tables.sites.get(by.siteId)?.revision === siteRevision

export const recordDecision = (chains: Chains, { events }: Decision): void => {
  for (const event of events) chains.linkToDay(event)
}
