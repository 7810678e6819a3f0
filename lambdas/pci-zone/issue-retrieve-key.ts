/**
 * issue-retrieve-key: issues a key with which the agent who sent the form can retrieve the answers once, within
 * seconds. Also returns the submission id.
 */
import { issueRetrieveKey as step } from '../../contracts/steps/issue-retrieve-key.ts'
import { chainPlaceMac } from '../core/audit/authentic-place.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { mintKey } from '../core/one-time-keys/one-time-key.ts'
import type { Keys } from '../core/one-time-keys/one-time-keys.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import type { Records } from '../core/records/records.ts'
import { formRetainedUntil } from '../core/retention/retention.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { seconds, timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { isSender } from '../identity/is-sender.ts'
import { signInEndsAt } from '../identity/session-rules.ts'
import { personSubject } from './person-subject.ts'

export interface IssueRetrieveKeyPorts extends AdmissionPorts {
  readonly records: Records
  readonly keys: Keys
  readonly randomness: Randomness
}

/**
 * Issues a retrieve key. Several keys may be valid at the same time, each for a single use. A key becomes invalid at
 * the end of the sign-in to which it was issued.
 */
export const issueRetrieveKey =
  (ports: IssueRetrieveKeyPorts) =>
  async ({ principal, path }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read({ ...callerLookup(principal), form: path.formId })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { person, site } = caller.admitted

    const { form } = found
    if (form === undefined || !isSender(form, caller.admitted)) return notAvailable
    const now = ports.clock.now()
    const answer = decideStep(step.name, form, now)
    if (answer !== 'allowed') return refused(answer)
    const { siteId, conversationId, formId, generation, submissionId, sentAt, submittedAt } = form
    if (submissionId === undefined || submittedAt === undefined) return notAvailable
    if (now >= formRetainedUntil(form, submittedAt, site)) return notAvailable

    const ids = { siteId, conversationId, formId, submissionId }
    const event = { event: 'retrieve-key-issued', ...actorOf(person), outcome: 'done', ...ids } as const
    const expiresAt = Math.min(now + seconds(site.retrieveKeySeconds), signInEndsAt(person))
    const { sessionHash } = person
    const binding = { ...ids, generation, subject: personSubject(person), sessionHash, sentAt, expiresAt }
    const retrieveKey = mintKey(ports.randomness, 'retrieve', binding)
    const authenticate = (place: ChainHead) => chainPlaceMac(retrieveKey.secret, ids, place)
    await ports.keys.add(retrieveKey.record, { event, after: undefined, now, authenticate })
    return done({ submissionId, retrieveKey: retrieveKey.secret, expiresAt: timestamp(expiresAt) })
  }
