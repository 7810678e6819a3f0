/** list-forms: the assigned agent and observers see all forms of a conversation, a sender their own. Never an answer. */
import { FormId } from '../../contracts/identifiers.ts'
import { listForms as step } from '../../contracts/steps/list-forms.ts'
import { formView } from '../core/form-view.ts'
import { done, isRefusal, notAvailable, type Outcome } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { FormRecord } from '../core/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/step-request.ts'
import type { ConversationRef, Forms, Records } from '../core/storage.ts'
import { type AdmissionPorts, admission, personWanted } from '../identity/admission.ts'
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
    const after = readCursor(list, query.cursor, FormId)
    if (isRefusal(after)) return after
    const found = await ports.records.read({ ...personWanted(principal), conversation })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    if (found.conversation === undefined) return notAvailable

    const { admitted } = caller
    const seesAll = admitted.permissions.has('form:observe') || found.conversation.agentId === admitted.person.subject
    const sees = (form: FormRecord) => seesAll || isSender(form, admitted)
    const page = await pageOf(ports.forms, conversation, { limit: query.limit, after: after.value }, sees)
    if (!seesAll && page.forms.length === 0 && query.cursor === undefined) return notAvailable

    const now = ports.clock.now()
    const cursor = page.next === undefined ? {} : { cursor: makeCursor(list, page.next) }
    return done({ forms: page.forms.map((form) => formView(form, now)), ...cursor })
  }

type Page = Awaited<ReturnType<Forms['ofConversation']>>

/** A page of what this caller sees: pages of which they see nothing are passed over. */
const pageOf = async (
  forms: Forms,
  conversation: ConversationRef,
  { limit, after }: { limit: number; after: FormId | undefined },
  sees: (form: FormRecord) => boolean,
): Promise<Page> => {
  let next = after
  for (;;) {
    const page = await forms.ofConversation(conversation, { limit, after: next })
    const seen = page.forms.filter(sees)
    if (seen.length > 0 || page.next === undefined) return { ...page, forms: seen }
    next = page.next
  }
}
