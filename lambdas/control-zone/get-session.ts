/** get-session: returns who is signed in, with their current permissions, so that a page shows only what they may do. */
import { permissions } from '../../contracts/permissions.ts'
import { getSession as step } from '../../contracts/steps/get-session.ts'
import { done, type Outcome } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { profileOf } from '../identity/session-rules.ts'

export interface GetSessionPorts extends AdmissionPorts {
  readonly records: Records
}

export const getSession =
  (ports: GetSessionPorts) =>
  async ({ principal }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const { person, site, permissions: granted } = caller.admitted
    return done(
      step.reply.parse({
        siteId: site.siteId,
        subject: person.subject,
        profile: profileOf(person, found.person),
        permissions: permissions.filter((permission) => granted.has(permission)),
        signedInAt: timestamp(person.signedInAt),
      }),
    )
  }
