import * as z from 'zod/mini'
import { AgentId, ProfileName, Timestamp } from './identifiers.ts'

/** A person as the site's administrators see them: subject of their sign-ins, and what was decided of them. */
export const PersonView = z.strictObject({
  subject: AgentId,
  /** What an administrator set. Absent: the profile that the token names counts. */
  profile: z.optional(ProfileName),
  enabled: z.boolean(),
  lastSignInAt: z.optional(Timestamp),
  /** For `If-Match`, as it is: over `enabled` and `profile`. */
  etag: z.string(),
})
export type PersonView = z.infer<typeof PersonView>
