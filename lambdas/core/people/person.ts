import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'

/**
 * The stored record of a person at a site. It is created at the first sign-in, or when an administrator first sets the
 * person. `profile` overrides the profile in the person's token.
 */
export const PersonRecord = z.strictObject({
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  enabled: z.boolean(),
  profile: z.optional(z.string()),
  /** The number of sign-ins that have started since the last successful one. */
  failedSignIns: z.optional(z.int()),
  /** The id of the last counted attempt, to recognise a request that is sent twice. */
  lastAttempt: z.optional(z.string()),
  lastSignInAt: z.optional(z.int()),
  /**
   * The time at which an administrator last enabled the person. If no administrator has, the time at which the
   * service's user pool first reported the person.
   */
  enabledAt: z.optional(z.int()),
  /**
   * The time at which the person was last disabled or their password was last reset. An earlier sign-in never becomes
   * valid again, even if the person is enabled again.
   */
  signInsEndedAt: z.optional(z.int()),
})
export type PersonRecord = z.infer<typeof PersonRecord>
