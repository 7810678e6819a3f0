import type { PersonPrincipal } from '../core/people/principal.ts'

/** The person that a retrieve key is bound to: issuer and subject, because another issuer can use the same subject. */
export const personSubject = ({ issuer, subject }: Pick<PersonPrincipal, 'issuer' | 'subject'>): string =>
  `${issuer} ${subject}`
