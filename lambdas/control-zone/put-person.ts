/** put-person: an administrator decides whether somebody may sign in, and as what. It counts from their next request on. */
import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { profileFromToken } from '../core/audit/audit.ts'
import { matches } from '../core/etag.ts'
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
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'
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
 * A subject alone names nobody: it is that of the administrator's own issuer. Somebody who has never signed in may be put.
 * Every put is on record with all that it sets, the profile among it, so that nobody is raised without a word (PCI DSS 10.2.1.5).
 * Nobody ends their own administration: two administrators who disable each other at once would lock out everybody.
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

/** `overtaken`: somebody has changed the site since it was read, and with it perhaps who may do this. */
async function attemptPut(
  ports: PutPersonPorts,
  { principal, path, body, ifMatch }: Request,
): Promise<Reply | 'overtaken'> {
  const found = await ports.records.read(wantedCallerRecords(principal))
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
  if (!matches(ifMatch, before && personEtag(before))) return refused('changed-meanwhile')
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
  // Before it takes effect: its reply can be lost.
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
