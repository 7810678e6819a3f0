/** list-forms: the assigned agent and observers see all forms of a conversation, a sender their own. Never an answer. */
import { listForms as step } from '../../contracts/steps/list-forms.ts'
import type { ConversationRef } from '../core/conversations/conversations.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { FormPlace, isPlaceOf } from '../core/forms/form-place.ts'
import { formView } from '../core/forms/form-view.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, isRefusal, notAvailable, type Outcome } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, type Admitted, admission, wantedCallerRecords } from '../identity/admission.ts'
import { isAssigned } from '../identity/is-assigned.ts'
import { isSender } from '../identity/is-sender.ts'

export interface ListFormsPorts extends AdmissionPorts {
  readonly records: Records
  readonly forms: Forms
}

export const listForms =
  (ports: ListFormsPorts) =>
  async ({ principal, path, query }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const conversation = { siteId: principal.siteId, conversationId: path.conversationId }
    const list = `${conversation.siteId} ${step.name} ${conversation.conversationId}`
    const found = await ports.records.read({ ...wantedCallerRecords(principal), conversation })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const cursor = readCursor(list, query.cursor, FormPlace)
    if (isRefusal(cursor)) return cursor

    const { admitted } = caller
    const isTheirConversation = found.conversation !== undefined && isAssigned(found.conversation, admitted)
    const seesAll = admitted.permissions.has('form:observe') || isTheirConversation
    const sender = seesAll ? undefined : senderOf(admitted)
    // Who sees their own forms alone goes on among these alone.
    const after = cursor.value !== undefined && isPlaceOf(cursor.value, sender) ? cursor.value : undefined
    const sees = (form: FormRecord) => seesAll || isSender(form, admitted)
    const pageAfter = (place: FormPlace | undefined) =>
      readVisiblePage(ports, conversation, { limit: query.limit, after: place, sender }, sees)
    const page = await pageAfter(after)
    // A cursor is opaque, but no secret: whoever made one up learns no more by it than without.
    const first = after === undefined || page.forms.length > 0 ? page : await pageAfter(undefined)
    const isTheirs = seesAll || first.forms.length > 0
    if (found.conversation === undefined || !isTheirs) return notAvailable

    const now = ports.clock.now()
    return done({
      forms: page.forms.map((form) => formView(form, { isSender: isSender(form, admitted), now })),
      ...(page.next !== undefined && { cursor: makeCursor(list, page.next) }),
    })
  }

type Page = Awaited<ReturnType<Forms['listByConversation']>>

const senderOf = ({ person: { issuer, subject } }: Admitted): FormRecord['sender'] => ({ issuer, subject })

/**
 * A page of what this caller sees: pages of which they see nothing are passed over. The forms of other senders are not even read for a
 * caller who sees their own alone: however many there are, the refusal takes the same work (promise I9).
 */
const readVisiblePage = async (
  { forms }: ListFormsPorts,
  conversation: ConversationRef,
  { after, ...range }: Parameters<Forms['listByConversation']>[1],
  sees: (form: FormRecord) => boolean,
): Promise<Page> => {
  let next = after
  for (;;) {
    const page = await forms.listByConversation(conversation, { ...range, after: next })
    const seen = page.forms.filter(sees)
    if (seen.length > 0 || page.next === undefined) return { ...page, forms: seen }
    next = page.next
  }
}
