import type { Actor, AuditEvent } from '../core/audit/audit.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { Principal } from '../core/people/principal.ts'

type Identity = Pick<PersonRef, 'issuer' | 'subject'>

/** The actor fields of an audit event. */
export const actorOf = (principal: Principal): Actor =>
  principal.kind === 'person'
    ? agentActor(principal)
    : { actor: `chat-backend:${principal.clientId}`, actorIssuer: principal.issuer }

export const agentActor = ({ issuer, subject }: Identity): Actor => ({ actor: `agent:${subject}`, actorIssuer: issuer })

/** The actor of actions that the service takes by its own rules, without a request. */
export const serviceActor = { actor: 'service' } as const satisfies Actor

/** The subject fields of an audit event. */
export const subjectOf = ({ issuer, subject }: Identity): Pick<AuditEvent, 'subject' | 'subjectIssuer'> => ({
  subject,
  subjectIssuer: issuer,
})
