import type { PersonPrincipal } from '../core/people/principal.ts'

/** The subject of a retrieve key: the person's issuer and subject, because another issuer can use the same subject. */
export const personSubject = ({ issuer, subject }: Pick<PersonPrincipal, 'issuer' | 'subject'>): string =>
  `${issuer} ${subject}`
