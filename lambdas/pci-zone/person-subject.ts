import type { PersonPrincipal } from '../core/people/principal.ts'

/** The person that a retrieve key is bound to: issuer and subject, for a subject alone may be another's elsewhere. */
export const personSubject = ({ issuer, subject }: Pick<PersonPrincipal, 'issuer' | 'subject'>): string =>
  `${issuer} ${subject}`
