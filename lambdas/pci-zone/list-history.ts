/** list-history: what was submitted in a conversation that is over, and is still kept. Ids and times, no answer. */
import { listHistory as step } from '../../contracts/steps/list-history.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { FormPlace } from '../core/forms/form-place.ts'
import { isErased } from '../core/forms/form-state.ts'
import type { Forms } from '../core/forms/forms.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import { formRetainedUntil } from '../core/retention/retention.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'
import type { StoredSubmissions } from './vault/retained-submissions.ts'

export interface ListHistoryPorts extends AdmissionPorts {
  readonly records: Records
  readonly forms: Forms
  readonly stored: StoredSubmissions
}

type Reply = ReplyOf<typeof step>

/** Who may view the history may know whether a conversation goes on: 409 while it does. */
export const listHistory =
  (ports: ListHistoryPorts) =>
  async ({ principal, path, query }: SignedInRequest<typeof step>): Promise<Outcome<Reply>> => {
    const ref = { siteId: principal.siteId, conversationId: path.conversationId }
    const list = `${ref.siteId} ${step.name} ${ref.conversationId}`
    const found = await ports.records.read({ ...wantedCallerRecords(principal), conversation: ref })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const after = readCursor(list, query.cursor, FormPlace)
    if (isRefusal(after)) return after
    const { conversation } = found
    if (conversation === undefined) return refused('not-found')
    if (conversation.state === 'active') return refused('conflict')

    const kept = entriesOf(conversation, caller.admitted.site, ports.clock.now())
    let next = after.value
    for (;;) {
      const page = await ports.forms.listByConversation(ref, { limit: query.limit, after: next })
      const submissions = await filterStored(ports, page.forms.flatMap(kept))
      next = page.next
      // Pages of forms without anything to show are passed over.
      if (submissions.length === 0 && next !== undefined) continue
      return done({ submissions, ...(next === undefined ? {} : { cursor: makeCursor(list, next) }) })
    }
  }

/** What its site once kept for less and has been removed does not come back, though the site keeps it for longer again. */
const filterStored = async (
  { stored }: ListHistoryPorts,
  entries: Reply['submissions'],
): Promise<Reply['submissions']> => {
  const there = await stored.findStored(entries.map(({ submissionId }) => submissionId))
  return entries.filter(({ submissionId }) => there.has(submissionId))
}

const entriesOf =
  (conversation: ConversationRecord, site: SiteRecord, now: number) =>
  (form: FormRecord): Reply['submissions'] => {
    const { submissionId, submittedAt, formId, templateId, sender } = form
    if (submissionId === undefined || submittedAt === undefined || isErased(form, conversation)) return []
    if (now >= formRetainedUntil(form, submittedAt, site)) return []
    return [{ submissionId, formId, templateId, agentId: sender.subject, submittedAt: timestamp(submittedAt) }]
  }
