import type { Principal } from '../core/people/principal.ts'

/** Who did it, in the words of the audit log. */
export const actorOf = (principal: Principal): string =>
  principal.kind === 'person' ? `agent:${principal.subject}` : `chat-backend:${principal.clientId}`

/** What nobody asked for: the service did it by its own rules. */
export const serviceActor = 'service'
