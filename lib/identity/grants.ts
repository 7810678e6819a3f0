import {
  admissionGrants,
  auditWriteGrants,
  mergeGrants,
  readGrants,
  type StepGrants,
  type TableGrants,
} from '../grants.ts'

/** What the steps of a session may do. Neither reads anything but the caller's own sign-in. */
export const identityGrants = {
  'stay-signed-in': { tables: admissionGrants },
  'sign-out': { tables: admissionGrants },
} as const satisfies Record<string, StepGrants>

const countSignInGrants: TableGrants = mergeGrants(auditWriteGrants, { people: ['UpdateItem'] })

/** What the triggers of the pool of people may do: count, forget and end sign-ins, and put on record what came of it. */
export const triggerGrants = {
  'pre-authentication': mergeGrants(countSignInGrants, readGrants('sites')),
  'post-authentication': countSignInGrants,
  'post-confirmation': countSignInGrants,
} as const satisfies Record<string, TableGrants>

/** What finds and disables those whom nobody has seen for 90 days. */
export const disableUnusedGrants = mergeGrants(auditWriteGrants, {
  people: ['Scan of uses', 'UpdateItem of a sign-in'],
}) satisfies TableGrants
