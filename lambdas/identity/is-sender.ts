import type { Admitted } from './admission.ts'

/** Whether this person, at this site, is the sender of the form, or of the form that a submission answers. */
export const isSender = (
  {
    siteId,
    sender,
  }: { readonly siteId: string; readonly sender: { readonly issuer: string; readonly subject: string } },
  { person }: Pick<Admitted, 'person'>,
): boolean => siteId === person.siteId && sender.issuer === person.issuer && sender.subject === person.subject
