/** Writes one of a person's two settings, unless another administrator has changed the person in the meantime. */
import { ProfileName } from '../../../contracts/identifiers.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { putPerson } from '../../../contracts/steps/put-person.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { Service } from '../service.ts'
import { readPerson } from './read-person.ts'

/** A change to one of the two settings. The other setting stays unchanged. The empty profile is that of the sign-in. */
export type PersonChange =
  | { readonly enabled: boolean; readonly profile?: never }
  | { readonly enabled?: never; readonly profile: string }

/** The stored person after the change, or the reason why nothing was stored, with the person as far as the page knows. */
export type PersonChangeResult =
  | { readonly saved: PersonView }
  | { readonly failed: string; readonly current: PersonView }

export const profileSet = (value: string) => (value === '' ? {} : { profile: ProfileName.parse(value) })

/** put-person replaces both settings, so the page first reads whether the other one is still as shown. */
export const changePerson = async (
  service: Service,
  shown: PersonView,
  change: PersonChange,
): Promise<PersonChangeResult> => {
  const { subject } = shown
  const read = await readPerson(service, subject)
  if ('failed' in read) return { failed: read.failed, current: shown }
  const current = read.person
  if (current !== undefined && (current.enabled !== shown.enabled || current.profile !== shown.profile)) {
    return { failed: messages.people.changedMeanwhile(subject), current }
  }
  const reply = await service.call(putPerson, {
    path: { subject },
    body: { enabled: change.enabled ?? shown.enabled, ...profileSet(change.profile ?? shown.profile ?? '') },
    ...(current !== undefined && { ifMatch: current.etag }),
  })
  if (reply.outcome === 'done') return { saved: reply.value }
  if (reply.outcome !== 'refused' || reply.code !== 'changed-meanwhile') {
    return { failed: failureMessage(reply), current: shown }
  }
  const again = await readPerson(service, subject)
  const latest = 'person' in again ? again.person : undefined
  return { failed: messages.people.changedMeanwhile(subject), current: latest ?? shown }
}
