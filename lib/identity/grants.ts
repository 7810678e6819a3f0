import { auditWriteGrants, mergeGrants, readGrants, type TableGrants } from '../grants.ts'

/** What the triggers of the pool of people may do: count, forget and end sign-ins, and record that. None writes a profile. */
export const triggerGrants = {
  'pre-authentication': mergeGrants(auditWriteGrants, readGrants('sites', 'people'), {
    people: ['UpdateItem of a start', 'UpdateItem of a lock-out', 'UpdateItem of an unused person'],
  }),
  'post-authentication': mergeGrants(auditWriteGrants, { people: ['UpdateItem of a success'] }),
  'post-confirmation': mergeGrants(auditWriteGrants, { people: ['UpdateItem of a new password'] }),
} as const satisfies Record<string, TableGrants>

/** What finds and disables those whom nobody has seen for 90 days. */
export const disableUnusedGrants = mergeGrants(auditWriteGrants, {
  people: ['Scan of uses', 'UpdateItem of an unused person'],
}) satisfies TableGrants
