/**
 * retrieve-submission: the agent who sent the form claims a retrieve key and reads the answers. The transaction that
 * claims the key also records the release, and only then are the answers decrypted. If a later part fails, the key is
 * used up, no answers are returned, and the failure is recorded.
 */
import * as z from 'zod/mini'
import { QuestionId } from '../../contracts/identifiers.ts'
import { SealedAnswer } from '../../contracts/sealing.ts'
import { retrieveSubmission as step } from '../../contracts/steps/retrieve-submission.ts'
import type { ConversationEvent } from '../core/audit/audit.ts'
import { hintOf } from '../core/audit/authentic-place.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { commitUnlessClaimed } from '../core/one-time-keys/commit-unless-claimed.ts'
import type { KeyRecord } from '../core/one-time-keys/key-record.ts'
import { hashOf, judgeKey, newClaimant } from '../core/one-time-keys/one-time-key.ts'
import { placeholderIds } from '../core/one-time-keys/placeholder-ids.ts'
import { type RefusalReason, type RefuseKeyPorts, refuseKey } from '../core/one-time-keys/refuse-key.ts'
import { done, notAvailable, type Outcome } from '../core/outcome.ts'
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
import { matchesDataKey, matchesForm } from './vault/consistent-records.ts'
import { submissionContext } from './vault/submission-context.ts'
import type {
  DataKeyRecord,
  FoundVaultRecords,
  Releases,
  ReleaseTransaction,
  SubmissionRecord,
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

/** The records that must match the key before the transaction is tried. */
interface KeyMatch {
  readonly key: KeyRecord
  readonly form: FormRecord
  readonly submission: SubmissionRecord
  readonly dataKey: DataKeyRecord
}

export const retrieveSubmission =
  (ports: RetrieveSubmissionPorts) =>
  async (request: Request): Promise<Outcome<Reply>> => {
    const { principal, body, address } = request
    const found = await ports.records.read({ ...callerLookup(principal), key: hashOf(body.retrieveKey) })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { admitted } = caller
    const now = ports.clock.now()
    const fit = await matchKey(ports, request, admitted, found, now)
    if (typeof fit === 'string') {
      return await refuseKey(ports, fit, { key: found.key, actor: actorOf(admitted.person), address })
    }
    // Use the current time, not the time of the reads, which may have been slow (promise I2).
    return await release(ports, request, admitted, fit, ports.clock.now())
  }

const matchKey = async (
  { records }: RetrieveSubmissionPorts,
  { path }: Request,
  { person, site }: Admitted,
  { person: known, key }: FoundVaultRecords,
  now: number,
): Promise<KeyMatch | RefusalReason> => {
  const use = {
    action: 'retrieve',
    siteId: person.siteId,
    submissionId: path.submissionId,
    subject: personSubject(person),
  } as const
  const judged = judgeKey(key, { ...use, now })
  const found = await readForKey(records, typeof judged === 'string' ? undefined : judged.live, person)
  if (typeof judged === 'string') return judged
  const { live } = judged
  const { form, session, submission, dataKey, isMalformed } = found
  const fits =
    form !== undefined &&
    form.generation === live.generation &&
    decideStep('issue-retrieve-key', form, now) === 'allowed' &&
    // The session of the sign-in that the key was issued to. The caller's session may be another one.
    session !== undefined &&
    isLive(session, site, now) &&
    !isSessionRevoked(session, known)
  if (!fits) return 'expired'
  if (isMalformed) return 'integrity-failed'
  // The submission was erased or removed. Its data key is deleted at the same time or earlier.
  if (submission === undefined || dataKey === undefined) return 'expired'
  if (!matchesDataKey(submission, dataKey) || !matchesForm(submission, form)) return 'integrity-failed'
  // The control zone can write the key and the form, but cannot change the sender in the submission, which is
  // authenticated (promise I13).
  if (!isSender(submission, { person })) return 'misused'
  // If a site shortens its retention, that also applies to answers already stored.
  if (now >= retainedUntil(submission, site)) return 'expired'
  return { key: live, form, submission, dataKey }
}

/**
 * Reads the records that a valid key names. For an invalid key, reads the records of placeholder ids, so that a refusal
 * does the same work in every case (promise I9).
 */
const readForKey = async (
  records: VaultRecords,
  key: KeyRecord | undefined,
  { sessionHash }: Admitted['person'],
): Promise<FoundVaultRecords> => {
  const { formId, submissionId = placeholderIds.submissionId } = key ?? placeholderIds
  return await records.read({
    form: formId,
    session: key?.sessionHash ?? sessionHash,
    submission: submissionId,
    dataKey: submissionId,
  })
}

const release = async (
  ports: RetrieveSubmissionPorts,
  { body, address }: Request,
  { person, site }: Admitted,
  fit: KeyMatch,
  now: number,
): Promise<Outcome<Reply>> => {
  const { key, form, submission } = fit
  const { generation, sentAt } = form
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
    sentAt,
    key: { keyHash: key.keyHash, claimant: newClaimant(ports.randomness) },
    generation,
    session: { sessionHash: person.sessionHash, seenAfter: idleCutoff(site, now) },
    // The session was live when it was read, but may have ended since (promise I7).
    ...(sessionHash !== undefined && sessionHash !== person.sessionHash && { issuedTo: sessionHash }),
    person: { issuer: person.issuer, subject: person.subject, signedInAt: person.signedInAt },
    after: hintOf(body.retrieveKey, key),
    now,
  }
  const outcome = await commitUnlessClaimed(
    () => ports.releases.release(transaction),
    async () => (await ports.records.read({ key: key.keyHash })).key,
  )
  if ('released' in outcome) return await reveal(ports, fit, event, outcome.released)
  const reason = outcome.refusedBy === 'key' ? 'replayed' : 'expired'
  return await refuseKey(ports, reason, { key, actor, address })
}

/** Decrypts and returns the answers. The release is already recorded, so every failure is also recorded. */
const reveal = async (
  { vault, holding, audit, log }: RetrieveSubmissionPorts,
  { submission, dataKey }: KeyMatch,
  event: ConversationEvent,
  after: ChainHead,
): Promise<Outcome<Reply>> => {
  const { siteId, formId, templateId, templateVersion, submissionId, message, submittedAt } = submission
  try {
    const opened = await vault.decrypt({ message, wrappedKey: dataKey.wrappedKey }, submissionContext(submission))
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
