import { admits, type StepGrants } from '../grants.ts'

/** What the steps of a session may do. Neither reads anything but the caller's own sign-in. */
export const identityGrants = {
  'stay-signed-in': { tables: admits },
  'sign-out': { tables: admits },
} as const satisfies Record<string, StepGrants>
