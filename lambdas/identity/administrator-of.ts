import type { Administrator } from '../core/people/administrator.ts'
import type { PersonRecord } from '../core/people/person.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'

/**
 * Returns the admitted person as a condition of the write. The write takes effect only if the stored person has not
 * changed.
 */
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
