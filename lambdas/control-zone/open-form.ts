/**
 * open-form: binds the form of an open key to the browser that has the page's visitor secret. The binding decides: it
 * happens once, so it uses up the key for every other browser. It is idempotent for the same secret, so the page can
 * repeat a request whose reply was lost. A request with another secret is refused.
 */
import type { openForm as step } from '../../contracts/steps/open-form.ts'
import type { AuditLog, ConversationEvent } from '../core/audit/audit.ts'
import { chainPlaceMac, hintOf } from '../core/audit/authentic-place.ts'
import type { ChainHead, ChainHint } from '../core/audit/chain-head.ts'
import type { Clock } from '../core/clock.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { isEnded, statusOf } from '../core/forms/form-state.ts'
import type { FormCondition, Forms } from '../core/forms/forms.ts'
import { visitorActor } from '../core/forms/visitor-proof.ts'
import type { KeyRecord } from '../core/one-time-keys/key-record.ts'
import { hashOf, judgeKey } from '../core/one-time-keys/one-time-key.ts'
import { matchesOpenKeyMac } from '../core/one-time-keys/open-key-mac.ts'
import { placeholderIds } from '../core/one-time-keys/placeholder-ids.ts'
import { type RefuseKeyPorts, refuseKey } from '../core/one-time-keys/refuse-key.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import { countAgainstLimit, rateLimits } from '../core/rate-limits.ts'
import type { RecordLookup, Records } from '../core/records/records.ts'
import type { ReplyOf, UnauthenticatedRequest } from '../core/steps/step-request.ts'
import { templateVersions } from '../core/templates/template-versions.ts'
import { openedForm } from './visitor-view.ts'

export interface OpenFormPorts extends RefuseKeyPorts {
  readonly records: Records
  readonly forms: Forms
  readonly audit: AuditLog
  readonly clock: Clock
}

export const openForm = (ports: OpenFormPorts) => {
  const templates = templateVersions(ports.records)
  return async ({ body, address }: UnauthenticatedRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const now = ports.clock.now()
    const visitorHash = hashOf(body.visitorSecret)
    const stored = (await ports.records.read({ key: hashOf(body.openKey) })).key
    const judged = judgeKey(stored, { action: 'open', now })
    const key = typeof judged === 'string' ? undefined : judged.live
    // Read the same records for a valid key and for an invalid key, so that a refusal takes as long as a success
    // (promise I9).
    const { site, form, conversation } = await ports.records.read(recordsToRead(key))
    if (typeof judged === 'string') return await refuseKey(ports, judged, { key: stored, actor: visitorActor, address })
    if (key === undefined || !matchesOpenKeyMac(body.openKey, key)) {
      // The stored key was altered, so do not trust the ids in it, even for an audit record.
      return await refuseKey(ports, 'integrity-failed', { key: undefined, actor: visitorActor, address })
    }

    if (isBoundToOther(form, key, visitorHash))
      return await refuseKey(ports, 'replayed', { key, actor: visitorActor, address })
    const isLive =
      form !== undefined &&
      form.generation === key.generation &&
      !isEnded(form) &&
      isActive(conversation, form) &&
      ['sent', 'opened'].includes(statusOf(form, now))
    const mayOpen = isLive && site !== undefined
    // Only a browser that may open the form gets `too-many-requests`. Any other browser gets `not-available` (promise
    // I9).
    const retryAfterSeconds = mayOpen ? countAgainstLimit(ports.limits, rateLimits.opens, key.formId) : undefined
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })
    // Only a form that may be opened needs its template, and each process reads a version once.
    const template = mayOpen ? await templates.read(versionOf(form)) : undefined
    const opened = mayOpen && template ? await bindToVisitor(ports, body, form, { key, visitorHash, now }) : undefined
    if (opened === undefined || site === undefined || template === undefined) {
      // Another browser may have opened the form since it was read. That is a second use of the key.
      const current = mayOpen ? (await ports.records.read({ form: key.formId })).form : undefined
      const reason = isBoundToOther(current, key, visitorHash) ? 'replayed' : 'expired'
      return await refuseKey(ports, reason, { key, actor: visitorActor, address })
    }
    return done(openedForm(opened, site, template))
  }
}

const recordsToRead = (key: KeyRecord | undefined): RecordLookup => {
  const { siteId, conversationId, formId } = key ?? placeholderIds
  return { site: siteId, form: formId, conversation: { siteId, conversationId } }
}

/** True if the key has already opened this form in another browser. */
const isBoundToOther = (form: FormRecord | undefined, key: KeyRecord, visitorHash: string): boolean =>
  form?.generation === key.generation && ![undefined, visitorHash].includes(form.visitorHash)

const versionOf = ({ siteId, templateId, templateVersion: version }: FormRecord) => ({ siteId, templateId, version })

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
  { openKey, visitorSecret }: UnauthenticatedRequest<typeof step>['body'],
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
  const after = latest(hintOf(openKey, key), hintOf(visitorSecret, form))
  const authenticate = (place: ChainHead) => chainPlaceMac(visitorSecret, form, place)
  return await forms.change(form, condition, change, { event: openingEvent(key), after, now, authenticate })
}

const latest = (one: ChainHint | undefined, other: ChainHint | undefined): ChainHint | undefined =>
  (one?.sequence ?? 0) > (other?.sequence ?? 0) ? one : other
