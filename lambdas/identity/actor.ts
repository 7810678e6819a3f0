import type { Actor, AuditEvent } from '../core/audit/audit.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { Principal } from '../core/people/principal.ts'

type Identity = Pick<PersonRef, 'issuer' | 'subject'>

/** Who did it, as the fields of an audit event. */
export const actorOf = (principal: Principal): Actor =>
  principal.kind === 'person'
    ? agentActor(principal)
    : { actor: `chat-backend:${principal.clientId}`, actorIssuer: principal.issuer }

export const agentActor = ({ issuer, subject }: Identity): Actor => ({ actor: `agent:${subject}`, actorIssuer: issuer })

/** What nobody asked for: the service did it by its own rules. */
export const serviceActor = { actor: 'service' } as const satisfies Actor

/** Whom it was done to, as the fields of an audit event. */
export const subjectOf = ({ issuer, subject }: Identity): Pick<AuditEvent, 'subject' | 'subjectIssuer'> => ({
  subject,
  subjectIssuer: issuer,
})
