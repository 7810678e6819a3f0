import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'

/** A person as the site knows them; absent until there is something to know. `profile` wins over the token's. */
export const PersonRecord = z.strictObject({
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  enabled: z.boolean(),
  profile: z.optional(z.string()),
  /** Sign-ins that began since the last one that succeeded. */
  failedSignIns: z.optional(z.int()),
  /** Tells the latest of them from a request that was sent twice. */
  lastAttempt: z.optional(z.string()),
  lastSignInAt: z.optional(z.int()),
  /** When an administrator last enabled the person, or the service first heard of them. */
  enabledAt: z.optional(z.int()),
  /**
   * When the person was last disabled, or their password reset: no sign-in from before is good again, whatever became of it
   * meanwhile.
   */
  signInsEndedAt: z.optional(z.int()),
})
export type PersonRecord = z.infer<typeof PersonRecord>
