import { admits, readsOf, type StepGrants, type TableGrants, together, writesAudit } from '../grants.ts'

/** What the steps of a session may do. Neither reads anything but the caller's own sign-in. */
export const identityGrants = {
  'stay-signed-in': { tables: admits },
  'sign-out': { tables: admits },
} as const satisfies Record<string, StepGrants>

const countsSignIns: TableGrants = together(writesAudit, { people: ['UpdateItem'] })

/** What the triggers of the pool of people may do: count, forget and end sign-ins, and put on record what came of it. */
export const triggerGrants = {
  'pre-authentication': together(countsSignIns, readsOf('sites')),
  'post-authentication': countsSignIns,
  'post-confirmation': countsSignIns,
} as const satisfies Record<string, TableGrants>

/** What finds and disables those whom nobody has seen for 90 days. */
export const disableUnusedGrants = together(writesAudit, {
  people: ['Scan of uses', 'UpdateItem of a sign-in'],
}) satisfies TableGrants
