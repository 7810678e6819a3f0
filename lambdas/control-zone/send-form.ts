/** send-form: the agent sends a form to the visitor of an active conversation that is assigned to them. */
import { contextHash } from '../../contracts/form-context.ts'
import { FormId } from '../../contracts/identifiers.ts'
import { sendForm as step } from '../../contracts/steps/send-form.ts'
import type { Template } from '../../contracts/template.ts'
import { chainPlaceMac } from '../core/audit/authentic-place.ts'
import type { ChainHead } from '../core/audit/chain-head.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import { type Conversations, retainedAheadMs } from '../core/conversations/conversations.ts'
import { questionSelectionErrors } from '../core/forms/asked-questions.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { formSettings } from '../core/forms/form-settings.ts'
import { sentForm } from '../core/forms/form-view.ts'
import type { FormSending, Forms } from '../core/forms/forms.ts'
import { mintKey } from '../core/one-time-keys/one-time-key.ts'
import { done, notAvailable, type Outcome, refused } from '../core/outcome.ts'
import type { Randomness } from '../core/randomness.ts'
import { type RateLimits, sendsLimit } from '../core/rate-limits.ts'
import type { FoundRecords, Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { minutes, seconds } from '../core/time.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, type Admitted, admission, callerLookup } from '../identity/admission.ts'
import { isAssigned } from '../identity/is-assigned.ts'

export interface SendFormPorts extends AdmissionPorts {
  readonly records: Records
  readonly forms: Forms
  readonly conversations: Conversations
  readonly randomness: Randomness
  readonly limits: RateLimits
  /** The origin at which visitors reach the service, without a trailing slash. */
  readonly publicOrigin: string
}

type Request = SignedInRequest<typeof step>

/** Sends a form. Not idempotent: each call creates a new form with a new open key, which is returned only once. */
export const sendForm =
  (ports: SendFormPorts) =>
  async (request: Request): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { principal, path, body } = request
    const { siteId } = principal
    const ref = { siteId, conversationId: path.conversationId }
    const readSince = ports.clock.now()
    const [found, head] = await Promise.all([
      ports.records.read({
        ...callerLookup(principal),
        conversation: ref,
        template: { siteId, templateId: body.templateId, version: 'latest' },
        ...(body.follows === undefined ? {} : { followed: body.follows }),
      }),
      ports.audit.head(ref),
    ])
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const limit = sendsLimit(caller.admitted.site)
    const retryAfterSeconds = ports.limits.waitSeconds(limit, siteId)
    if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

    const conversation = assignedConversation(found, caller.admitted)
    if (conversation === undefined || !mayFollow(request, found.followed)) return notAvailable
    if (found.template?.enabled !== true) {
      return refused('not-valid', { errors: [{ field: 'templateId', code: 'unknown' }] })
    }
    if (body.templateVersion !== undefined && body.templateVersion !== found.template.template.version)
      return refused('conflict')
    const errors = questionSelectionErrors(found.template.template, body.only, body.sealingKey)
    if (errors.length > 0) return refused('not-valid', { errors })

    ports.limits.count(limit, siteId)
    const sent = await send(ports, request, caller.admitted, conversation, found.template.template, { head, readSince })
    return sent === undefined ? notAvailable : done(sent)
  }

const assignedConversation = ({ conversation }: FoundRecords, admitted: Admitted): ConversationRecord | undefined =>
  conversation?.state === 'active' && isAssigned(conversation, admitted) ? conversation : undefined

/** True if the form follows no other form, or follows a form of the same conversation. */
const mayFollow = ({ principal, path, body }: Request, followed: FormRecord | undefined): boolean =>
  body.follows === undefined ||
  (followed?.siteId === principal.siteId && followed.conversationId === path.conversationId)

/**
 * Stores the form, its key and then its audit record. Returns nothing if the conversation was closed or transferred after
 * it was read. The open key leaves this function only after everything is stored.
 */
const send = async (
  { forms, conversations, audit, clock, randomness, publicOrigin }: SendFormPorts,
  { body }: Request,
  { person, site }: Admitted,
  { siteId, conversationId, openedAt }: ConversationRecord,
  template: Template,
  read: Pick<FormSending, 'head' | 'readSince'>,
): Promise<ReplyOf<typeof step> | undefined> => {
  const now = clock.now()
  const formId = FormId.parse(randomness.uuid())
  const { issuer, subject } = person
  const { templateId, version: templateVersion } = template
  const ids = { siteId, conversationId, formId }

  const event = { event: 'form-sent', ...actorOf(person), outcome: 'done', ...ids } as const
  const form: FormRecord = {
    ...ids,
    templateId,
    templateVersion,
    sender: { issuer, subject },
    state: 'sent',
    generation: 1,
    settings: formSettings(site),
    locale: body.locale,
    only: body.only,
    follows: body.follows,
    context: body.context,
    contextHash: body.context && (await contextHash(body.context)),
    sealingKey: body.sealingKey,
    sentAt: now,
    expiresAt: now + minutes(site.formMinutes),
  }
  const expiresAt = now + seconds(site.openKeySeconds)
  const openKey = mintKey(randomness, 'open', {
    ...ids,
    generation: 1,
    templateId,
    templateVersion,
    expiresAt,
  })
  const authenticate = (place: ChainHead) => chainPlaceMac(openKey.secret, ids, place)
  const sent = await forms.send(form, { event, ...read, now, openKey: openKey.record, authenticate })
  if (sent === undefined) {
    await audit.record({ ...event, outcome: 'refused' })
    return undefined
  }
  // A conversation is retained long enough for the forms that are sent within a day of its opening.
  if (now >= openedAt + retainedAheadMs) await conversations.extendRetention({ siteId, conversationId }, now)
  return sentForm(sent, openKey, publicOrigin)
}
