import * as z from 'zod/mini'
import { AgentId, ProfileName, Timestamp } from './identifiers.ts'

/**
 * A person as the site's administrators see them: the subject of their sign-ins and the settings that administrators
 * have made.
 */
export const PersonView = z.strictObject({
  subject: AgentId,
  /** The profile that an administrator has set. If absent, the profile in the access token applies. */
  profile: z.optional(ProfileName),
  enabled: z.boolean(),
  lastSignInAt: z.optional(Timestamp),
  /** The entity tag to send verbatim as `If-Match`. It covers `enabled` and `profile`. */
  etag: z.string(),
})
export type PersonView = z.infer<typeof PersonView>
