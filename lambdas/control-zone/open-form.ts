/**
 * open-form: claims the open key with the hash of the page's visitor secret, and binds the form to that browser. The
 * claim and the binding are idempotent for the same secret, so the page can repeat a request whose reply was lost. A
 * request with another secret is refused.
 */
import type { openForm as step } from '../../contracts/steps/open-form.ts'
import type { AuditLog, ConversationEvent } from '../core/audit/audit.ts'
import type { Clock } from '../core/clock.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { isEnded, statusOf } from '../core/forms/form-state.ts'
import type { FormCondition, Forms } from '../core/forms/forms.ts'
import { visitorActor } from '../core/forms/visitor-proof.ts'
import type { KeyRecord } from '../core/one-time-keys/key-record.ts'
import { hashOf, type KeyRefusal } from '../core/one-time-keys/one-time-key.ts'
import type { Keys } from '../core/one-time-keys/one-time-keys.ts'
import { matchesOpenKeyMac } from '../core/one-time-keys/open-key-mac.ts'
import { placeholderIds } from '../core/one-time-keys/placeholder-ids.ts'
import { type RefuseKeyPorts, refuseKey } from '../core/one-time-keys/refuse-key.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import { countAgainstLimit, rateLimits } from '../core/rate-limits.ts'
import type { RecordLookup, Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { openedForm } from './visitor-view.ts'

export interface OpenFormPorts extends RefuseKeyPorts {
  readonly records: Records
  readonly forms: Forms
  readonly keys: Keys
  readonly audit: AuditLog
  readonly clock: Clock
}

export const openForm =
  (ports: OpenFormPorts) =>
  async ({ body, address }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const now = ports.clock.now()
    const visitorHash = hashOf(body.visitorSecret)
    const claim = await ports.keys.claimForVisitor(hashOf(body.openKey), { visitorHash, now })
    const key = 'claimed' in claim ? claim.claimed : undefined
    // Read the same records for a valid key and for an invalid key, so that a refusal takes as long as a success
    // (promise I9).
    const { site, form, conversation, template } = await ports.records.read(recordsToRead(key))
    if (key === undefined) {
      const refusedKey = 'refused' in claim ? claim.refused : undefined
      const reason = refusalOf(refusedKey, visitorHash, now)
      return await refuseKey(ports, reason, { key: refusedKey, actor: visitorActor, address })
    }

    // The stored key was altered, so do not trust the ids in it, even for an audit record.
    if (!matchesOpenKeyMac(body.openKey, key))
      return await refuseKey(ports, 'integrity-failed', { key: undefined, actor: visitorActor, address })

    const isLive =
      form !== undefined &&
      form.generation === key.generation &&
      !isEnded(form) &&
      isActive(conversation, form) &&
      ['sent', 'opened'].includes(statusOf(form, now)) &&
      (form.visitorHash === undefined || form.visitorHash === visitorHash)
    const mayOpen = isLive && site !== undefined && template !== undefined
    // Only a browser that may open the form gets `too-many-requests`. Any other browser gets `not-available` (promise
    // I9).
    const retryAfterSeconds = mayOpen ? countAgainstLimit(ports.limits, rateLimits.opens, key.formId) : undefined
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })
    const opened = mayOpen ? await bindToVisitor(ports, form, { key, visitorHash, now }) : undefined
    if (opened === undefined || site === undefined || template === undefined) {
      return await refuseKey(ports, 'expired', { key, actor: visitorActor, address })
    }
    return done(openedForm(opened, site, template.template))
  }

const recordsToRead = (key: KeyRecord | undefined): RecordLookup => {
  const {
    siteId,
    conversationId,
    formId,
    templateId = placeholderIds.templateId,
    templateVersion = 1,
  } = key ?? placeholderIds
  return {
    site: siteId,
    form: formId,
    conversation: { siteId, conversationId },
    template: { siteId, templateId, version: templateVersion },
  }
}

const refusalOf = (refusedKey: KeyRecord | undefined, visitorHash: string, now: number): KeyRefusal => {
  if (refusedKey === undefined) return 'unknown'
  if (refusedKey.action !== 'open') return now < refusedKey.expiresAt ? 'misused' : 'expired'
  if (refusedKey.claimedBy !== undefined && refusedKey.claimedBy !== visitorHash) return 'replayed'
  return 'expired'
}

/**
 * True if the conversation is active and no erasure covers the form. An erasure covers the forms that were sent before
 * it.
 */
const isActive = (conversation: ConversationRecord | undefined, form: FormRecord): boolean =>
  conversation?.state === 'active' && (conversation.erasedAt === undefined || conversation.erasedAt < form.sentAt)

/**
 * The audit event of a successful opening. A repeated opening is also recorded. A refusal is recorded as a refused key
 * instead.
 */
const openingEvent = ({ siteId, conversationId, formId }: KeyRecord): ConversationEvent => ({
  event: 'form-opened',
  ...visitorActor,
  outcome: 'done',
  siteId,
  conversationId,
  formId,
})

const bindToVisitor = async (
  { forms }: OpenFormPorts,
  form: FormRecord,
  { key, visitorHash, now }: { key: KeyRecord; visitorHash: string; now: number },
): Promise<FormRecord | undefined> => {
  const { generation } = form
  const condition = {
    states: ['sent', 'opened'],
    generation,
    unboundOrBoundTo: visitorHash,
    notExpiredAt: now,
  } as const satisfies FormCondition
  const change = { state: 'opened', visitorHash, openedAt: form.openedAt ?? now } as const
  const after = form.chainPlace ?? key.chainPlace
  return await forms.change(form, condition, change, { event: openingEvent(key), after, now })
}
