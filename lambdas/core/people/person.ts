import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'

/** A person as the site knows them; absent until something is known. `profile` overrides the token's. */
export const PersonRecord = z.strictObject({
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  enabled: z.boolean(),
  profile: z.optional(z.string()),
  /** Sign-ins that have begun since the last successful one. */
  failedSignIns: z.optional(z.int()),
  /** The latest of them, to recognise a request that was sent twice. */
  lastAttempt: z.optional(z.string()),
  lastSignInAt: z.optional(z.int()),
  /** When an administrator last enabled the person, or the service first learned of them. */
  enabledAt: z.optional(z.int()),
  /**
   * When the person was last disabled, or their password reset: no earlier sign-in ever becomes valid again, even if
   * the person is enabled again.
   */
  signInsEndedAt: z.optional(z.int()),
})
export type PersonRecord = z.infer<typeof PersonRecord>
