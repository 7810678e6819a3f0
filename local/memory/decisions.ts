/** The conditions under which an administrator's decision takes effect, as in the DynamoDB transactions. */
import type { Administrator, Decision } from '../../lambdas/core/people/administrator.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'

/**
 * Returns true if the administrator is enabled, still has the profile that they act under, and signed in after their
 * sign-ins were last ended.
 */
export const isStillAdministrator = (tables: Tables, by: Administrator): boolean => {
  const person = tables.people.get(keyOf.person(by))
  const { enabled = true, profile, signInsEndedAt = Number.NEGATIVE_INFINITY } = person ?? {}
  return enabled && profile === by.profile && signInsEndedAt < by.signedInAt
}

export const isSiteUnchanged = (tables: Tables, { by, siteRevision }: Decision): boolean =>
  tables.sites.get(by.siteId)?.revision === siteRevision

export const recordDecision = (chains: Chains, { events }: Decision): void => {
  for (const event of events) chains.linkToDay(event)
}
