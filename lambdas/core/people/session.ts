import * as z from 'zod/mini'
import { AgentId, SiteId } from '../../../contracts/identifiers.ts'

/** The session of one sign-in. Once `ended` is set, it never changes. */
export const SessionRecord = z.strictObject({
  sessionHash: z.string(),
  siteId: SiteId,
  issuer: z.string(),
  subject: AgentId,
  lastSeenAt: z.int(),
  ended: z.optional(z.enum(['signed-out', 'idle', 'disabled'])),
  endedAt: z.optional(z.int()),
})
export type SessionRecord = z.infer<typeof SessionRecord>
