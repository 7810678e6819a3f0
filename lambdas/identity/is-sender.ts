import type { Admitted } from './admission.ts'

/** True if this person at this site sent the form, or the form that the submission belongs to. */
export const isSender = (
  {
    siteId,
    sender,
  }: { readonly siteId: string; readonly sender: { readonly issuer: string; readonly subject: string } },
  { person }: Pick<Admitted, 'person'>,
): boolean => siteId === person.siteId && sender.issuer === person.issuer && sender.subject === person.subject
