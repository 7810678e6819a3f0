import { auditWriteGrants, mergeGrants, readGrants, type TableGrants } from '../grants.ts'

/**
 * The grants of the user pool's triggers. The triggers count, reset and end sign-ins, and write audit records about
 * these events. No trigger writes a profile.
 */
export const triggerGrants = {
  'pre-authentication': mergeGrants(auditWriteGrants, readGrants('sites', 'people'), {
    people: ['UpdateItem of a start', 'UpdateItem of a lock-out', 'UpdateItem of an unused person'],
  }),
  'post-authentication': mergeGrants(auditWriteGrants, { people: ['UpdateItem of a success'] }),
  'post-confirmation': mergeGrants(auditWriteGrants, { people: ['UpdateItem of a new password'] }),
} as const satisfies Record<string, TableGrants>

/** Finds and disables people after 90 days of inactivity. */
export const disableUnusedGrants = mergeGrants(auditWriteGrants, {
  people: ['Scan of uses', 'UpdateItem of an unused person'],
}) satisfies TableGrants
