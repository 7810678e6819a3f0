/**
 * list-forms: lists a conversation's forms. The assigned agent and observers see all of them. Other agents see only
 * their own.
 */
import { listForms as step } from '../../contracts/steps/list-forms.ts'
import type { ConversationRef } from '../core/conversations/conversations.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { FormPosition, isPositionOf } from '../core/forms/form-position.ts'
import { formView } from '../core/forms/form-view.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, isRefusal, notAvailable, type Outcome } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, type Admitted, admission, callerLookup } from '../identity/admission.ts'
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
    const found = await ports.records.read({ ...callerLookup(principal), conversation })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const cursor = readCursor(list, query.cursor, FormPosition)
    if (isRefusal(cursor)) return cursor

    const { admitted } = caller
    const isAssignedConversation = found.conversation !== undefined && isAssigned(found.conversation, admitted)
    const maySeeAll = admitted.permissions.has('form:observe') || isAssignedConversation
    const sender = maySeeAll ? undefined : senderOf(admitted)
    // A caller who may see only their own forms can only continue a list of their own forms.
    const after = cursor.value !== undefined && isPositionOf(cursor.value, sender) ? cursor.value : undefined
    const sees = (form: FormRecord) => maySeeAll || isSender(form, admitted)
    const pageAfter = (place: FormPosition | undefined) =>
      readVisiblePage(ports, conversation, { limit: query.limit, after: place, sender }, sees)
    const page = await pageAfter(after)
    // A cursor is opaque but not secret: a forged one must not reveal more than a request without a cursor.
    const first = after === undefined || page.forms.length > 0 ? page : await pageAfter(undefined)
    const isTheirs = maySeeAll || first.forms.length > 0
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
 * Returns the next page with forms that this caller may see. Skips pages without such forms. If the caller may see only
 * their own forms, the forms of other senders are not read, so the number of those forms does not affect the time of a
 * refusal (promise I9).
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
