import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'

/**
 * What is stored about a person at a site. There is no record before the first sign-in or setting. `profile` overrides
 * the token's.
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
  /** When an administrator last enabled the person, or else when the service's user pool first reported the person. */
  enabledAt: z.optional(z.int()),
  /**
   * When the person was last disabled, or their password was last reset. A sign-in from before that time never becomes
   * valid again, even if the person is enabled again.
   */
  signInsEndedAt: z.optional(z.int()),
})
export type PersonRecord = z.infer<typeof PersonRecord>
