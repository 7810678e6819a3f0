import type { FormRecord } from '../core/forms/form.ts'
import type { Admitted } from './admission.ts'

/** Whether this person sent the form, at this site. */
export const isSender = (form: FormRecord, { person }: Pick<Admitted, 'person'>): boolean =>
  form.siteId === person.siteId && form.sender.issuer === person.issuer && form.sender.subject === person.subject
