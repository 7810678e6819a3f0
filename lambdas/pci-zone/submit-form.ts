/**
 * submit-form: validates and encrypts the answers. Stores them and claims the submit key in one transaction, so a key
 * is used up if and only if the answers are stored.
 */
import { checkAnswers } from '../../contracts/answers.ts'
import { SubmissionId } from '../../contracts/identifiers.ts'
import { submitForm as step } from '../../contracts/steps/submit-form.ts'
import { hintOf } from '../core/audit/authentic-place.ts'
import type { Clock } from '../core/clock.ts'
import { askedQuestions } from '../core/forms/asked-questions.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { boundForm, visitorActor } from '../core/forms/visitor-proof.ts'
import { commitUnlessClaimed } from '../core/one-time-keys/commit-unless-claimed.ts'
import type { KeyRecord } from '../core/one-time-keys/key-record.ts'
import { hashOf, judgeKey, type KeyRefusal, newClaimant } from '../core/one-time-keys/one-time-key.ts'
import { type RefuseKeyPorts, refuseKey } from '../core/one-time-keys/refuse-key.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { type TemplateVersions, templateVersions } from '../core/templates/template-versions.ts'
import { monthsLater, timestamp } from '../core/time.ts'
import type { Holding } from './holding/holding.ts'
import { submissionContext } from './vault/submission-context.ts'
import type { StoreTransaction, Submissions } from './vault/submissions.ts'
import type { EncryptingVault } from './vault/vault.ts'

export interface SubmitFormPorts extends RefuseKeyPorts {
  readonly records: Records
  readonly submissions: Submissions
  readonly vault: EncryptingVault
  readonly holding: Holding
  readonly clock: Clock
  readonly randomness: Randomness
}

type Request = UnauthenticatedRequest<typeof step>
type Reply = ReplyOf<typeof step>

/** A key and the form that it matches. */
interface KeyMatch {
  readonly form: FormRecord & { readonly visitorHash: string }
  readonly key: KeyRecord
}

export const submitForm = (ports: SubmitFormPorts) => {
  const templates = templateVersions(ports.records)
  return async (request: Request): Promise<Outcome<Reply>> => {
    const { body, address } = request
    const now = ports.clock.now()
    const found = await ports.records.read({ form: body.formId, key: hashOf(body.submitKey) })
    const fit = matchKey(request, found, now)
    if (typeof fit === 'string') return await refuseKey(ports, fit, { key: found.key, actor: visitorActor, address })
    const answer = decideStep(step.name, fit.form, now)
    if (answer === 'conflict') return refused('conflict')
    if (answer === 'not-available') {
      return await refuseKey(ports, 'expired', { key: fit.key, actor: visitorActor, address })
    }
    return await tokenise({ ...ports, templates }, request, fit, now)
  }
}

const matchKey = (
  { body }: Request,
  found: { form?: FormRecord | undefined; key?: KeyRecord | undefined },
  now: number,
): KeyMatch | KeyRefusal => {
  const { formId, visitorSecret } = body
  const judged = judgeKey(found.key, { action: 'submit', formId, subject: hashOf(visitorSecret), now })
  if (typeof judged === 'string') return judged
  const form = boundForm(found.form, body)
  // A key of an earlier generation, or of a form that is now bound to another browser, is expired, not misused.
  if (form?.visitorHash === undefined || form.generation !== judged.live.generation) return 'expired'
  return { form: { ...form, visitorHash: form.visitorHash }, key: judged.live }
}

const tokenise = async (
  ports: SubmitFormPorts & { readonly templates: TemplateVersions },
  request: Request,
  fit: KeyMatch,
  now: number,
): Promise<Outcome<Reply>> => {
  const { form } = fit
  const { body } = request
  const { siteId, conversationId, formId, templateId, templateVersion, sender, contextHash } = form
  const template = await ports.templates.read({ siteId, templateId, version: templateVersion })
  if (template === undefined) return notAvailable
  const questions = askedQuestions(template, form.only)
  const { answers, sealedAnswers = {} } = body
  const checked = checkAnswers({ questions, answers, sealedAnswers, today: now })
  if ('errors' in checked) return refused('not-valid', { errors: checked.errors })

  const submissionId = SubmissionId.parse(ports.randomness.uuid())
  const described = {
    templateId,
    templateVersion,
    sender,
    submittedAt: now,
    expiresAt: monthsLater(now, form.settings.retentionMonths),
    sealedQuestions: questions.map(({ id }) => id).filter((id) => Object.hasOwn(sealedAnswers, id)),
    ...(contextHash !== undefined && { contextHash }),
  }
  // The context of the data key authenticates which questions are sealed, so the data key is generated after these
  // questions are known.
  const context = submissionContext({ ...described, siteId, conversationId, formId, submissionId })
  const sealed = Object.keys(sealedAnswers).length > 0
  // The sealed answers are in the holding before anything is stored. If this fails, the key stays unclaimed.
  const [generated, held] = await Promise.allSettled([
    ports.vault.generateDataKey(context),
    sealed ? ports.holding.put(submissionId, sealedAnswers, form.settings.holdingSeconds) : undefined,
  ])
  if (held.status === 'rejected') throw held.reason
  if (generated.status === 'rejected') {
    // If this fails too, the sealed answers end within seconds, and no key leads to them.
    if (sealed) await ports.holding.discard(submissionId).catch(() => undefined)
    throw generated.reason
  }
  const dataKey = generated.value
  const message = await ports.vault.encrypt(checked.stored, dataKey, context)
  const submission = { ...described, message }
  const transaction = transactionOf(ports, request, fit, submissionId, { submission, wrappedKey: dataKey.wrapped })
  // Check the expiry at the time of the claim, because the preceding calls may have taken seconds (promise I2).
  const outcome = await commitUnlessClaimed(
    () => ports.submissions.store({ ...transaction, now: ports.clock.now() }),
    async () => (await ports.records.read({ key: fit.key.keyHash })).key,
  )
  if ('stored' in outcome) return done({ submissionId, submittedAt: timestamp(now) })
  if (sealed) await ports.holding.discard(submissionId)
  return await refuseAfterLostRace(ports, request, fit, outcome.refusedBy)
}

const transactionOf = (
  { randomness }: SubmitFormPorts,
  { body }: Request,
  { form, key }: KeyMatch,
  submissionId: SubmissionId,
  encrypted: Pick<StoreTransaction, 'submission' | 'wrappedKey'>,
): Omit<StoreTransaction, 'now'> => {
  const { siteId, conversationId, formId, generation, visitorHash, sentAt } = form
  return {
    event: {
      event: 'form-submitted',
      ...visitorActor,
      outcome: 'done',
      siteId,
      conversationId,
      formId,
      submissionId,
    },
    sentAt,
    key: { keyHash: key.keyHash, claimant: newClaimant(randomness) },
    generation,
    visitorHash,
    ...encrypted,
    after: hintOf(body.visitorSecret, form),
  }
}

/** Determines the reply from the current state, because a record changed between the reads and the transaction. */
const refuseAfterLostRace = async (
  ports: SubmitFormPorts,
  request: Request,
  { key }: KeyMatch,
  refusedBy: string,
): Promise<Outcome<Reply>> => {
  const { address } = request
  const now = ports.clock.now()
  const found = await ports.records.read({ form: request.body.formId, key: key.keyHash })
  const fit = matchKey(request, found, now)
  if (typeof fit === 'string') return await refuseKey(ports, fit, { key: found.key, actor: visitorActor, address })
  if (refusedBy === 'form' && decideStep(step.name, fit.form, now) === 'conflict') return refused('conflict')
  return await refuseKey(ports, 'expired', { key, actor: visitorActor, address })
}
