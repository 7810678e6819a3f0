/** The forms in the conversation. The service lists them, and pushed events update them. */
import type { FormEventMessage } from '../../../contracts/events.ts'
import type { FormView } from '../../../contracts/form-view.ts'
import type { ConversationId, FormId, QuestionId, SubmissionId } from '../../../contracts/identifiers.ts'
import { listForms } from '../../../contracts/steps/list-forms.ts'
import type { Reply } from '../../shared/api-client.ts'
import type { Access } from '../sign-in/access.ts'

export interface PanelForm extends FormView {
  /** The state of each question. Present only while the visitor is filling in the form. */
  readonly progress?: Readonly<Record<QuestionId, 'empty' | 'valid' | 'invalid'>> | undefined
}

export interface ConversationForms {
  /** Fetches all forms. Events that arrive during the request are newer than the list and take precedence. */
  refresh(): Promise<Reply<readonly PanelForm[]>>
  applyEvent(event: FormEventMessage): void
  /**
   * Marks a form as retrieved. The caller must call this as soon as this tab has retrieved the answers, because the event may
   * arrive later.
   */
  markRetrieved(formId: FormId, submissionId: SubmissionId): void
  /** Returns all known forms, in the order in which they were sent. */
  all(): readonly PanelForm[]
  get(formId: FormId): PanelForm | undefined
}

export interface ConversationFormsPorts {
  readonly access: Access
  readonly conversationId: ConversationId
  /** Called for each new or changed form. */
  readonly changed: (form: PanelForm, before: PanelForm | undefined) => void
  /** Called for an event about a form that is not listed yet. */
  readonly onUnknownForm: () => void
}

export const createConversationForms = (ports: ConversationFormsPorts): ConversationForms => {
  const { access, conversationId, changed, onUnknownForm } = ports
  const forms = new Map<FormId, PanelForm>()
  /** The last event of each form: its time, and its position in the order in which this page received the events. */
  const lastPushes = new Map<FormId, { readonly at: string; readonly order: number }>()
  let order = 0

  const update = (form: PanelForm) => {
    const before = forms.get(form.formId)
    forms.set(form.formId, form)
    if (JSON.stringify(before) !== JSON.stringify(form)) changed(form, before)
  }

  const applyListed = (form: FormView, sinceOrder: number) => {
    const before = forms.get(form.formId)
    const isOlder = (lastPushes.get(form.formId)?.order ?? 0) > sinceOrder
    if (before !== undefined && isOlder) return update({ ...before, expiresAt: form.expiresAt })
    update({ ...form, progress: form.status === 'opened' ? before?.progress : undefined })
  }

  return {
    async refresh() {
      const sinceOrder = order
      const all: FormView[] = []
      let cursor: string | undefined
      do {
        const query = { limit: '100', ...(cursor === undefined ? {} : { cursor }) }
        const page = await access.call(listForms, { path: { conversationId }, body: {}, query })
        if (page.outcome !== 'done') return page
        all.push(...page.value.forms)
        cursor = page.value.cursor
      } while (cursor !== undefined)
      for (const form of all.toSorted((one, other) => (one.sentAt < other.sentAt ? -1 : 1)))
        applyListed(form, sinceOrder)
      return { outcome: 'done', value: [...forms.values()] }
    },
    applyEvent(event) {
      if (event.conversationId !== conversationId) return
      const before = forms.get(event.formId)
      if (before === undefined) return onUnknownForm()
      if (event.at < (lastPushes.get(event.formId)?.at ?? '')) return
      order += 1
      lastPushes.set(event.formId, { at: event.at, order })
      const progress = event.status === 'opened' ? (event.questions ?? before.progress) : undefined
      // The service's list also omits the id of an erased submission.
      const submissionId = event.event === 'submission-erased' ? undefined : before.submissionId
      update({ ...before, status: event.status, progress, submissionId })
    },
    markRetrieved(formId, submissionId) {
      const before = forms.get(formId)
      if (before !== undefined) update({ ...before, status: 'retrieved', submissionId })
    },
    all: () => [...forms.values()],
    get: (formId) => forms.get(formId),
  }
}
