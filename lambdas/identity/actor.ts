import type { Actor, AuditEvent } from '../core/audit/audit.ts'
import type { PersonRef } from '../core/people/people.ts'
import type { Principal } from '../core/people/principal.ts'

type Identity = Pick<PersonRef, 'issuer' | 'subject'>

/** The fields of an audit event that identify the actor. */
export const actorOf = (principal: Principal): Actor =>
  principal.kind === 'person'
    ? agentActor(principal)
    : { actor: `chat-backend:${principal.clientId}`, actorIssuer: principal.issuer }

export const agentActor = ({ issuer, subject }: Identity): Actor => ({ actor: `agent:${subject}`, actorIssuer: issuer })

/** The actor of the events that the service causes by its own rules, without a request. */
export const serviceActor = { actor: 'service' } as const satisfies Actor

/** The fields of an audit event that identify the person whom it concerns. */
export const subjectOf = ({ issuer, subject }: Identity): Pick<AuditEvent, 'subject' | 'subjectIssuer'> => ({
  subject,
  subjectIssuer: issuer,
})
