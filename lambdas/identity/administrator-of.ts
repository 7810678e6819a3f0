import type { Administrator } from '../core/people/administrator.ts'
import type { PersonRecord } from '../core/people/person.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'

/** An admitted person, as a decision of theirs must still find them. */
export const administratorOf = (
  { siteId, issuer, subject, signedInAt }: PersonPrincipal,
  person: PersonRecord | undefined,
): Administrator => ({
  siteId,
  issuer,
  subject,
  signedInAt,
  ...(person?.profile !== undefined && { profile: person.profile }),
})
