/** list-history: lists the ids and times of the retained submissions of a closed conversation, but no answers. */
import { listHistory as step } from '../../contracts/steps/list-history.ts'
import type { ConversationRecord } from '../core/conversations/conversation.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { FormPosition } from '../core/forms/form-position.ts'
import { isErased } from '../core/forms/form-state.ts'
import type { Forms } from '../core/forms/forms.ts'
import type { Log } from '../core/log.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import { formRetainedUntil } from '../core/retention/retention.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { recordIntegrityFailure } from './integrity-failure.ts'
import { matchesForm } from './vault/consistent-records.ts'
import type { StoredSubmissions } from './vault/retained-submissions.ts'

export interface ListHistoryPorts extends AdmissionPorts {
  readonly records: Records
  readonly forms: Forms
  readonly stored: Pick<StoredSubmissions, 'describe'>
  readonly log: Log
}

type Reply = ReplyOf<typeof step>

/**
 * Lists the history. While the conversation is active, the reply is 409. This reveals only that the conversation is
 * active, and a caller who may view the history may know that.
 */
export const listHistory =
  (ports: ListHistoryPorts) =>
  async ({ principal, path, query }: SignedInRequest<typeof step>): Promise<Outcome<Reply>> => {
    const ref = { siteId: principal.siteId, conversationId: path.conversationId }
    const list = `${ref.siteId} ${step.name} ${ref.conversationId}`
    const found = await ports.records.read({ ...callerLookup(principal), conversation: ref })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const after = readCursor(list, query.cursor, FormPosition)
    if (isRefusal(after)) return after
    const { conversation } = found
    if (conversation === undefined) return refused('not-found')
    if (conversation.state === 'active') return refused('conflict')

    const { person, site } = caller.admitted
    const retained = retainedForms(conversation, site, ports.clock.now())
    let next = after.value
    for (;;) {
      const page = await ports.forms.listByConversation(ref, { limit: query.limit, after: next })
      const submissions = await listStored(ports, person, page.forms.flatMap(retained))
      next = page.next
      // Skip a page whose forms have no retained submission.
      if (submissions.length === 0 && next !== undefined) continue
      return done({ submissions, ...(next === undefined ? {} : { cursor: makeCursor(list, next) }) })
    }
  }

type SubmittedForm = FormRecord & Required<Pick<FormRecord, 'submissionId' | 'submittedAt'>>

const retainedForms =
  (conversation: ConversationRecord, site: SiteRecord, now: number) =>
  (form: FormRecord): readonly SubmittedForm[] => {
    const { submissionId, submittedAt } = form
    if (submissionId === undefined || submittedAt === undefined || isErased(form, conversation)) return []
    return now < formRetainedUntil(form, submittedAt, site) ? [{ ...form, submissionId, submittedAt }] : []
  }

/**
 * Returns the retained submissions of these forms. A submission that was removed under a shorter retention does not
 * reappear when the site extends its retention. A submission that is inconsistent with its form is omitted, recorded in
 * the audit log, and logged for the alarm (promise I10). The other submissions are listed.
 */
const listStored = async (
  ports: ListHistoryPorts,
  person: PersonPrincipal,
  forms: readonly SubmittedForm[],
): Promise<Reply['submissions']> => {
  const stored = await ports.stored.describe(forms.map(({ submissionId }) => submissionId))
  const submissions: Reply['submissions'] = []
  for (const form of forms) {
    const { submissionId, formId, templateId, sender, submittedAt } = form
    const submission = stored.get(submissionId)
    if (submission === undefined) continue
    if (submission !== 'malformed' && matchesForm(submission, form)) {
      submissions.push({
        submissionId,
        formId,
        templateId,
        agentId: sender.subject,
        submittedAt: timestamp(submittedAt),
      })
    } else await recordIntegrityFailure(ports, person, submissionId)
  }
  return submissions
}
