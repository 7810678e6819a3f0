/**
 * retrieve-submission: the agent who sent the form claims a retrieve key and reads the answers. The transaction that
 * claims the key also records the release, and only then are the answers decrypted. If a later part fails, the key is
 * used up, no answers are returned, and the failure is recorded.
 */
import * as z from 'zod/mini'
import { QuestionId, type SubmissionId } from '../../contracts/identifiers.ts'
import { SealedAnswer } from '../../contracts/sealing.ts'
import { retrieveSubmission as step } from '../../contracts/steps/retrieve-submission.ts'
import type { ConversationEvent } from '../core/audit/audit.ts'
import { hintOf } from '../core/audit/authentic-place.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import { commitUnlessClaimed } from '../core/one-time-keys/commit-unless-claimed.ts'
import type { KeyRecord } from '../core/one-time-keys/key-record.ts'
import { hashOf, judgeKey, newClaimant } from '../core/one-time-keys/one-time-key.ts'
import { type RefusalReason, type RefuseKeyPorts, refuseKey } from '../core/one-time-keys/refuse-key.ts'
import { done, notAvailable, type Outcome } from '../core/outcome.ts'
import type { PersonRecord } from '../core/people/person.ts'
import type { Randomness } from '../core/randomness.ts'
import { retainedUntil } from '../core/retention/retention.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, type Admitted, admission, callerLookup } from '../identity/admission.ts'
import { isSender } from '../identity/is-sender.ts'
import { idleCutoff, isLive, isSessionRevoked } from '../identity/session-rules.ts'
import type { Holding } from './holding/holding.ts'
import { personSubject } from './person-subject.ts'
import { matchesDataKey, matchesForm, matchesKey } from './vault/consistent-records.ts'
import { submissionContext } from './vault/submission-context.ts'
import type {
  DataKeyRecord,
  FoundVaultRecords,
  Releases,
  ReleaseTransaction,
  SubmissionDescription,
  VaultRecords,
} from './vault/submissions.ts'
import type { DecryptingVault } from './vault/vault.ts'
import type { SubmissionEvent } from './vault/vault-transaction.ts'

export interface RetrieveSubmissionPorts extends AdmissionPorts, RefuseKeyPorts {
  readonly records: VaultRecords
  readonly releases: Releases
  readonly vault: DecryptingVault
  readonly holding: Holding
  readonly randomness: Randomness
}

type Request = SignedInRequest<typeof step>
type Reply = ReplyOf<typeof step>

/** A key that may be used, and the records that it leads to. */
interface KeyMatch {
  readonly key: KeyRecord
  readonly submission: SubmissionDescription
  readonly dataKey: DataKeyRecord
}

export const retrieveSubmission =
  (ports: RetrieveSubmissionPorts) =>
  async (request: Request): Promise<Outcome<Reply>> => {
    const { principal, path, body, address } = request
    const { submissionId } = path
    const found = await ports.records.read({
      ...callerLookup(principal),
      key: hashOf(body.retrieveKey),
      // Without the ciphertext, so that a refusal reads no large data (promise I9).
      description: submissionId,
      dataKey: submissionId,
    })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { admitted } = caller
    const match = await matchKey(ports, submissionId, admitted, found)
    if (typeof match === 'string') {
      return await refuseKey(ports, match, { key: found.key, actor: actorOf(admitted.person), address })
    }
    // Use the current time, not the time of the reads, which may have been slow (promise I2).
    return await release(ports, request, admitted, match, ports.clock.now())
  }

/** Checks the key and the records that were read with it. The transaction checks the form. */
const matchKey = async (
  ports: RetrieveSubmissionPorts,
  submissionId: SubmissionId,
  admitted: Admitted,
  { key, description: submission, dataKey, isMalformed, ...found }: FoundVaultRecords,
): Promise<KeyMatch | RefusalReason> => {
  const now = ports.clock.now()
  const { person, site } = admitted
  const use = { action: 'retrieve', siteId: person.siteId, submissionId, subject: personSubject(person) } as const
  const judged = judgeKey(key, { ...use, now })
  if (typeof judged === 'string') return judged
  const { live } = judged
  if (!(await isIssuingSessionLive(ports, live, admitted, found.person))) return 'expired'
  if (isMalformed) return 'integrity-failed'
  // The submission was erased or removed. Its data key is deleted at the same time or earlier.
  if (submission === undefined || dataKey === undefined) return 'expired'
  if (!matchesDataKey(submission, dataKey) || !matchesKey(submission, live)) return 'integrity-failed'
  // The control zone can write the key and the form, but cannot change the sender in the submission, which is
  // authenticated (promise I13).
  if (!isSender(submission, { person })) return await unlessAltered(ports, submission, 'misused')
  // If a site shortens its retention, that also applies to answers already stored.
  if (now >= retainedUntil(submission, site)) return await unlessAltered(ports, submission, 'expired')
  return { key: live, submission, dataKey }
}

/** Returns the reason, or that the submission differs from its form, which may be why it is refused. */
const unlessAltered = async (
  { records }: RetrieveSubmissionPorts,
  submission: SubmissionDescription,
  reason: RefusalReason,
): Promise<RefusalReason> => {
  const { form } = await records.read({ form: submission.formId })
  return form !== undefined && matchesForm(submission, form) ? reason : 'integrity-failed'
}

/** Checks the session of the sign-in that the key was issued to. The caller's session may be another one. */
const isIssuingSessionLive = async (
  { records, clock }: RetrieveSubmissionPorts,
  { sessionHash }: KeyRecord,
  { person, site }: Admitted,
  known: PersonRecord | undefined,
): Promise<boolean> => {
  if (sessionHash === undefined || sessionHash === person.sessionHash) return true
  const { session } = await records.read({ session: sessionHash })
  return session !== undefined && isLive(session, site, clock.now()) && !isSessionRevoked(session, known)
}

/**
 * Claims the key, and reads the ciphertext and the form at the same time. Nothing is decrypted before the claim and
 * the record of the release are stored.
 */
const release = async (
  ports: RetrieveSubmissionPorts,
  { body, address }: Request,
  { person, site }: Admitted,
  match: KeyMatch,
  now: number,
): Promise<Outcome<Reply>> => {
  const { key, submission } = match
  const { siteId, conversationId, formId, submissionId } = submission
  const { sessionHash } = key
  const actor = actorOf(person)
  const event: SubmissionEvent = {
    event: 'submission-retrieved',
    ...actor,
    outcome: 'released',
    siteId,
    conversationId,
    formId,
    submissionId,
  }
  const transaction: ReleaseTransaction = {
    event,
    // A key that was issued before keys had this time is refused if the conversation was ever erased.
    sentAt: key.sentAt ?? 0,
    key: { keyHash: key.keyHash, claimant: newClaimant(ports.randomness) },
    generation: key.generation,
    session: { sessionHash: person.sessionHash, seenAfter: idleCutoff(site, now) },
    // The session was live when it was read, but may have ended since (promise I7).
    ...(sessionHash !== undefined && sessionHash !== person.sessionHash && { issuedTo: sessionHash }),
    person: { issuer: person.issuer, subject: person.subject, signedInAt: person.signedInAt },
    after: hintOf(body.retrieveKey, key),
    now,
  }
  const [committed, read] = await Promise.allSettled([
    commitUnlessClaimed(
      () => ports.releases.release(transaction),
      async () => (await ports.records.read({ key: key.keyHash })).key,
    ),
    ports.records.read({ form: formId, submission: submissionId }),
  ])
  if (committed.status === 'rejected') throw committed.reason
  const outcome = committed.value
  if ('released' in outcome) return await reveal(ports, match, read, event, outcome.released)
  const reason = outcome.refusedBy === 'key' ? 'replayed' : 'expired'
  return await refuseKey(ports, reason, { key, actor, address })
}

/** Decrypts and returns the answers. The release is already recorded, so every failure is also recorded. */
const reveal = async (
  { vault, holding, audit, log }: RetrieveSubmissionPorts,
  { submission, dataKey }: KeyMatch,
  read: PromiseSettledResult<FoundVaultRecords>,
  event: ConversationEvent,
  after: ChainHead,
): Promise<Outcome<Reply>> => {
  const { siteId, formId, templateId, templateVersion, submissionId, submittedAt } = submission
  try {
    if (read.status === 'rejected') throw read.reason
    const { form, submission: stored, isMalformed } = read.value
    if (stored === undefined && !isMalformed) {
      // The submission was erased after the release.
      await audit.append({ ...event, outcome: 'failed' }, after)
      return notAvailable
    }
    const isConsistent = stored !== undefined && form !== undefined && matchesForm(submission, form)
    // The context comes from the description, so decryption also fails if the record has changed since.
    const opened = isConsistent
      ? await vault.decrypt({ message: stored.message, wrappedKey: dataKey.wrappedKey }, submissionContext(submission))
      : 'integrity-failed'
    if (opened === 'integrity-failed') {
      log.write({ line: 'event', event: 'integrity-failed', siteId, formId })
      await audit.append({ ...event, event: 'integrity-failed', outcome: 'failed' }, after)
      return notAvailable
    }
    const asked = submission.sealedQuestions.length > 0
    const sealed = asked ? await holding.take(submissionId) : undefined
    return done({
      submissionId,
      formId,
      templateId,
      templateVersion,
      submittedAt: timestamp(submittedAt),
      answers: Answers.parse(opened.answers),
      sealedAnswers: SealedAnswers.parse(sealed ?? {}),
      sealedStatus: !asked ? 'none' : sealed === undefined ? 'gone' : 'available',
    })
  } catch (failure) {
    // If the audit log also fails, the record of the release remains, although no answers were delivered.
    await audit.append({ ...event, outcome: 'failed' }, after).catch(() => undefined)
    throw failure
  }
}

const Answers = z.record(QuestionId, z.string())
const SealedAnswers = z.record(QuestionId, SealedAnswer)
