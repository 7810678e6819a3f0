/** resend-form: creates a new generation of the form. Invalidates all earlier keys and the visitor's binding. */
import { resendForm as step } from '../../contracts/steps/resend-form.ts'
import { chainPlaceMac } from '../core/audit/authentic-place.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { formSettings } from '../core/forms/form-settings.ts'
import { decideStep } from '../core/forms/form-state.ts'
import { sentForm } from '../core/forms/form-view.ts'
import type { FormCondition } from '../core/forms/forms.ts'
import { mintKey } from '../core/one-time-keys/one-time-key.ts'
import { placeholderIds } from '../core/one-time-keys/placeholder-ids.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import { countAgainstLimit, sendsLimit } from '../core/rate-limits.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { minutes, seconds } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type Admitted, admission, callerLookup } from '../identity/admission.ts'
import { isAssigned } from '../identity/is-assigned.ts'
import { isSender } from '../identity/is-sender.ts'
import type { SendFormPorts } from './send-form.ts'

/**
 * Sends a form again. Only the sender may do so, and only while the conversation is assigned to them. If the request
 * contains no sealing key or no locale, the form keeps its current one, because the same tab sends the form again. Not
 * idempotent: each call invalidates the keys of the previous one.
 */
export const resendForm =
  (ports: SendFormPorts) =>
  async ({ principal, path, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read({ ...callerLookup(principal), form: path.formId })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { admitted } = caller
    const limit = sendsLimit(admitted.site)
    const retryAfterSeconds = ports.limits.waitSeconds(limit, principal.siteId)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

    const { form } = found
    const mine = form !== undefined && isSender(form, admitted) ? form : undefined
    const { siteId, conversationId } = mine ?? placeholderIds
    const { conversation } = await ports.records.read({ conversation: { siteId, conversationId } })
    if (mine === undefined || conversation?.state !== 'active' || !isAssigned(conversation, admitted))
      return notAvailable
    const answer = decideStep(step.name, mine, ports.clock.now())
    if (answer !== 'allowed') return refused(answer)

    const retryLaterSeconds = countAgainstLimit(ports.limits, limit, siteId)
    if (retryLaterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds: retryLaterSeconds })
    return await resend(ports, mine, admitted, { sealingKey: body.sealingKey ?? mine.sealingKey, locale: body.locale })
  }

const resend = async (
  ports: SendFormPorts,
  form: FormRecord,
  { person, site }: Admitted,
  { sealingKey, locale }: Pick<FormRecord, 'sealingKey' | 'locale'>,
): Promise<Outcome<ReplyOf<typeof step>>> => {
  const { audit, conversations, forms, clock, randomness, publicOrigin } = ports
  const { siteId, conversationId, formId, templateId, templateVersion } = form
  const ids = { siteId, conversationId, formId }
  const now = clock.now()
  const event = { event: 'form-resent', ...actorOf(person), outcome: 'done', ...ids } as const
  const change = {
    state: 'sent',
    generation: form.generation + 1,
    settings: formSettings(site),
    sealingKey,
    ...(locale === undefined ? {} : { locale }),
    sentAt: now,
    expiresAt: now + minutes(site.formMinutes),
    visitorHash: undefined,
    openedAt: undefined,
  } as const
  const expiresAt = now + seconds(site.openKeySeconds)
  const binding = { ...ids, generation: change.generation, templateId, templateVersion, expiresAt }
  const openKey = mintKey(randomness, 'open', binding)
  const condition = {
    states: ['sent', 'opened', 'declined'],
    generation: form.generation,
  } as const satisfies FormCondition
  const authenticate = (place: ChainHead) => chainPlaceMac(openKey.secret, ids, place)
  const sending = { event, after: form.chainPlace, now, openKey: openKey.record, authenticate }
  const resent = await forms.resend(form, condition, change, sending)
  if (resent === undefined) {
    // The form was submitted, cancelled, closed, transferred or resent after it was read: reply with its current state.
    await audit.record({ ...event, outcome: 'refused' })
    const conversation = { siteId, conversationId }
    const { form: since, conversation: conversationSince } = await ports.records.read({ form: formId, conversation })
    return since !== undefined &&
      conversationSince?.state === 'active' &&
      isAssigned(conversationSince, { person }) &&
      decideStep(step.name, since, now) !== 'not-available'
      ? refused('conflict')
      : notAvailable
  }
  // As in send-form: extend the conversation's retention to cover the answers.
  await conversations.extendRetention({ siteId, conversationId }, now)
  return done(sentForm(resent, openKey, publicOrigin))
}
