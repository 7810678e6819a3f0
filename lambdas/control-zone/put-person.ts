/**
 * put-person: sets a person's profile and whether the person may sign in. The change takes effect with the person's
 * next request.
 */
import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { profileFromToken } from '../core/audit/audit.ts'
import { etagMatches } from '../core/etag.ts'
import type { Log } from '../core/log.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import { mayAdminister } from '../core/people/may-administer.ts'
import type { People } from '../core/people/people.ts'
import { effectiveProfiles } from '../core/people/permissions.ts'
import { personEtag, personView } from '../core/people/person-view.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { actorOf, subjectOf } from '../identity/actor.ts'
import { administratorOf } from '../identity/administrator-of.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { maxAttempts } from './change-site.ts'
import { grantsHistory, logHistoryGrant } from './history-grant.ts'

export interface PutPersonPorts extends AdmissionPorts {
  readonly log: Log
  readonly records: Records
  readonly people: People
  readonly notifier: AgentNotifier
}

type Request = SignedInRequest<typeof step>
type Reply = Outcome<ReplyOf<typeof step>>

/**
 * Sets a person of the administrator's own issuer. The person need not have signed in before. The audit record of each
 * call contains all settings, including the profile, so that each elevation of privileges is recorded (PCI DSS
 * 10.2.1.5). Administrators cannot remove their own administrator rights, because the last two of them could then leave
 * the site without an administrator.
 */
export const putPerson =
  (ports: PutPersonPorts) =>
  async (request: Request): Promise<Reply> => {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const put = await attemptPut(ports, request)
      if (put !== 'overtaken') return put
    }
    return refused('try-again')
  }

/**
 * Attempts the change once. `overtaken`: the site has changed since it was read, and perhaps also the caller's
 * permission.
 */
async function attemptPut(
  ports: PutPersonPorts,
  { principal, path, body, ifMatch }: Request,
): Promise<Reply | 'overtaken'> {
  const found = await ports.records.read(callerLookup(principal))
  const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
  if ('refused' in caller) return caller
  const { person, site } = caller.admitted
  const { enabled, profile } = body
  if (profile !== undefined && !Object.hasOwn(effectiveProfiles(site.profiles), profile)) {
    return refused('not-valid', { errors: [{ field: 'profile', code: 'unknown' }] })
  }

  const { siteId, issuer } = person
  const ref = { siteId, issuer, subject: path.subject }
  const { person: before } = await ports.records.read({ person: ref })
  if (!etagMatches(ifMatch, before && personEtag(before))) return refused('changed-meanwhile')
  const isOwn = path.subject === person.subject
  if (isOwn && !(enabled && mayAdminister(site, profile ?? person.profile))) return refused('conflict')

  const event = {
    event: enabled ? 'operator-enabled' : 'operator-disabled',
    ...actorOf(person),
    outcome: 'done',
    siteId,
    ...subjectOf(ref),
    profile: profile ?? profileFromToken,
  } as const
  // Log the grant before the write, because the write may take effect although its reply is lost.
  if (enabled && grantsHistory(site.profiles, profile)) logHistoryGrant(ports.log, siteId)
  const outcome = await ports.people.put(ref, body, {
    by: administratorOf(person, found.person),
    siteRevision: site.revision,
    events: [event],
    now: ports.clock.now(),
    ...(ifMatch !== undefined && before !== undefined && { ifSetting: before }),
  })
  if ('put' in outcome) {
    await ports.notifier.closeUnauthorizedSockets(ref)
    const view = personView({ ...ref, lastSignInAt: before?.lastSignInAt, enabled, profile })
    return done(view, { etag: view.etag })
  }
  if (outcome.refusedBy === 'site') return 'overtaken'
  return refused(outcome.refusedBy === 'person' ? 'changed-meanwhile' : 'conflict')
}
