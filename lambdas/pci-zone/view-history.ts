/**
 * view-history: shows stored answers of a closed conversation to a manager. The manager needs the permission, must give
 * a reason and must have signed in recently. Answers are masked, except those that the manager asks to reveal. The view
 * and each revealed question are recorded before decryption (promise I6). A later failure is also recorded.
 * Off-the-record answers are never shown.
 */
import { textFor } from '../../contracts/localised.ts'
import { maskAnswer } from '../../contracts/masking.ts'
import type { FieldError } from '../../contracts/problem.ts'
import { isOffTheRecord } from '../../contracts/question-types.ts'
import { viewHistory as step } from '../../contracts/steps/view-history.ts'
import type { Question, Template } from '../../contracts/template.ts'
import type { ConversationEvent } from '../core/audit/audit.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { isErased } from '../core/forms/form-state.ts'
import type { Log } from '../core/log.ts'
import { done, type Outcome, type Refusal, refused } from '../core/outcome.ts'
import { retainedUntil } from '../core/retention/retention.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { minutes, timestamp } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, type Admitted, admission, callerLookup } from '../identity/admission.ts'
import { idleCutoff } from '../identity/session-rules.ts'
import { recordIntegrityFailure } from './integrity-failure.ts'
import { matchesDataKey, matchesForm } from './vault/consistent-records.ts'
import type { HistoryViews } from './vault/history-views.ts'
import { submissionContext } from './vault/submission-context.ts'
import type { DataKeyRecord, FoundVaultRecords, SubmissionRecord, VaultRecords } from './vault/submissions.ts'
import type { Answers, DecryptingVault } from './vault/vault.ts'
import type { SubmissionEvent } from './vault/vault-transaction.ts'

export interface ViewHistoryPorts extends AdmissionPorts {
  readonly records: VaultRecords
  readonly views: HistoryViews
  readonly vault: DecryptingVault
  readonly log: Log
}

type Request = SignedInRequest<typeof step>
type Reply = ReplyOf<typeof step>

/** The maximum age of the caller's sign-in. */
const signedInWithinMs = minutes(5)

/** A stored submission and the records that are needed to show it. */
interface ViewableSubmission {
  readonly submission: SubmissionRecord
  readonly dataKey: DataKeyRecord
  readonly form: FormRecord
  readonly conversation: ConversationRecord
  readonly template: Template
}

export const viewHistory =
  (ports: ViewHistoryPorts) =>
  async ({ principal, path, body }: Request): Promise<Outcome<Reply>> => {
    const { submissionId } = path
    const found = await ports.records.read({
      ...callerLookup(principal),
      submission: submissionId,
      dataKey: submissionId,
    })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true, signedInWithinMs })
    if ('refused' in caller) return caller

    const { admitted } = caller
    const kept = await findViewableSubmission(ports, admitted, found)
    if (kept === undefined) return refused('not-found')
    if (kept === 'integrity-failed') {
      await recordIntegrityFailure(ports, admitted.person, submissionId)
      return refused('not-found')
    }
    if (kept.conversation.state === 'active') return refused('conflict')
    const asked = body.reveal ?? []
    const { questions } = kept.template
    const errors = unknownQuestions(asked, questions)
    if (errors.length > 0) return refused('not-valid', { errors })
    // An off-the-record question has no stored answer to reveal, so it is not recorded as revealed.
    const revealed = questions.filter((question) => asked.includes(question.id) && !isOffTheRecord(question))
    const outcome = await release(
      ports,
      admitted,
      kept,
      revealed.map(({ id }) => id),
    )
    if ('refused' in outcome || body.locale === undefined) return outcome
    return done({ ...outcome.value, labels: labelsFor(outcome.value.answers, kept.template, body.locale) })
  }

/**
 * Reads the submission with its records. Returns nothing if the submission belongs to another site, is erased, or is
 * past the end of its retention. Returns `integrity-failed` if the records are inconsistent, because then neither the
 * site nor the conversation of the submission can be trusted.
 */
const findViewableSubmission = async (
  { records, clock }: ViewHistoryPorts,
  { site }: Admitted,
  { submission, dataKey, isMalformed }: FoundVaultRecords,
): Promise<ViewableSubmission | 'integrity-failed' | undefined> => {
  if (isMalformed) return 'integrity-failed'
  if (submission === undefined || dataKey === undefined) return undefined
  if (!matchesDataKey(submission, dataKey)) return 'integrity-failed'
  const { siteId } = site
  if (submission.siteId !== siteId) return undefined
  const { conversationId, formId, templateId, templateVersion } = submission
  const { form, conversation, template } = await records.read({
    form: formId,
    conversation: { siteId, conversationId },
    template: { siteId, templateId, version: templateVersion },
  })
  if (form !== undefined && isErased(form, conversation ?? {})) return undefined
  if (form !== undefined && !matchesForm(submission, form)) return 'integrity-failed'
  if (clock.now() >= retainedUntil(submission, site)) return undefined
  // Forms and conversations are retained for longer than their submissions, and all template versions are kept. A
  // missing record therefore means that an id was altered.
  if (form === undefined || conversation === undefined || template === undefined) return 'integrity-failed'
  return { submission, dataKey, form, conversation, template: template.template }
}

const unknownQuestions = (reveal: readonly string[], questions: readonly Question[]): FieldError[] => {
  const known = new Set<string>(questions.map(({ id }) => id))
  return reveal.flatMap((id, index): FieldError[] =>
    known.has(id) ? [] : [{ field: `reveal.${index}`, code: 'unknown' }],
  )
}

const release = async (
  ports: ViewHistoryPorts,
  { person, site }: Admitted,
  kept: ViewableSubmission,
  reveal: readonly Question['id'][],
): Promise<Outcome<Reply>> => {
  const { form, submission } = kept
  const { sentAt } = form
  const { siteId, conversationId, formId, submissionId } = submission
  const ids = { siteId, conversationId, formId, submissionId }
  const event: SubmissionEvent = { event: 'history-viewed', ...actorOf(person), outcome: 'released', ...ids }
  const now = ports.clock.now()
  const outcome = await ports.views.view({
    event,
    sentAt,
    session: { sessionHash: person.sessionHash, seenAfter: idleCutoff(site, now) },
    person: { issuer: person.issuer, subject: person.subject, signedInAt: person.signedInAt },
    after: form.chainPlace,
    now,
  })
  if ('refusedBy' in outcome) return refusalOf(outcome.refusedBy)
  return await decryptAndMask(ports, kept, reveal, event, outcome.released)
}

/**
 * Returns the refusal for the condition that failed in the transaction. A condition can fail if a record changes
 * between the reads and the transaction.
 */
const refusalOf = (refusedBy: string): Refusal =>
  refused(refusedBy === 'session' || refusedBy === 'person' ? 'not-signed-in' : 'not-found')

/**
 * Decrypts and masks the answers after the view is recorded. Before the decryption, records each question to reveal.
 * After the decryption, records any failure.
 */
const decryptAndMask = async (
  { vault, audit, log }: ViewHistoryPorts,
  { submission, dataKey, template: { questions } }: ViewableSubmission,
  reveal: readonly Question['id'][],
  event: ConversationEvent,
  after: ChainHead,
): Promise<Outcome<Reply>> => {
  const { siteId, formId, submissionId, message, templateId, sender, submittedAt } = submission
  let end = after
  try {
    for (const questionId of reveal) end = await audit.append({ ...event, questionId }, end)
    const opened = await vault.decrypt({ message, wrappedKey: dataKey.wrappedKey }, submissionContext(submission))
    if (opened === 'integrity-failed') {
      log.write({ line: 'event', event: 'integrity-failed', siteId, formId })
      await audit.append({ ...event, event: 'integrity-failed', outcome: 'failed' }, end)
      return refused('not-found')
    }
    const answers = maskUnrevealed(opened.answers, questions, new Set(reveal))
    const view = { submissionId, formId, templateId, agentId: sender.subject, submittedAt: timestamp(submittedAt) }
    return done({ ...view, answers })
  } catch (failure) {
    // If the audit log also fails, the record of the view remains, although no answers were delivered.
    await audit.append({ ...event, outcome: 'failed' }, end).catch(() => undefined)
    throw failure
  }
}

/** Returns the stored answers in the template's order, without those of unknown or off-the-record questions. */
const maskUnrevealed = (
  answers: Answers,
  questions: readonly Question[],
  reveal: ReadonlySet<string>,
): Reply['answers'] =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const { id, type } = question
      const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
      if (answer === undefined || isOffTheRecord(question)) return []
      return [[id, reveal.has(id) ? answer : maskAnswer(type, answer)]]
    }),
  )

/** Returns the labels of the answered questions in the locale, or in the template's default locale. */
const labelsFor = (
  answers: Reply['answers'],
  { questions, defaultLocale }: Template,
  locale: string,
): NonNullable<Reply['labels']> =>
  Object.fromEntries(
    questions
      .filter(({ id }) => Object.hasOwn(answers, id))
      .map(({ id, label }) => [id, textFor(label, locale, defaultLocale)]),
  )
