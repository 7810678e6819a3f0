/** The view of the status of all forms of a conversation. It never shows answers. It is read again every few seconds. */
import type { FormView } from '../../../contracts/form-view.ts'
import type { ConversationId } from '../../../contracts/identifiers.ts'
import { listForms } from '../../../contracts/steps/list-forms.ts'
import { element } from '../../shared/dom.ts'
import { dateTime, dateTimeText } from '../date-time.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import { shortId } from '../short-id.ts'
import type { View, ViewContext } from '../view.ts'
import { conversationSearch } from './conversation-search.ts'

const refreshMs = 5_000

export const liveView: View = async (context, [searched]) => {
  const { service, replaceAddress, signal } = context
  const results = element('div', { class: 'paged' })
  let watching = new AbortController()
  signal.addEventListener('abort', () => watching.abort())

  const { form, searchFor } = conversationSearch(messages.live.press, async (conversationId) => {
    watching.abort()
    const stop = new AbortController()
    watching = stop
    const shown = new Map<string, string>()
    replaceAddress(`live/${encodeURIComponent(conversationId)}`)
    const updated = element('p', { class: 'quiet' })
    const table = formsTable(context, conversationId)
    await table.more()
    results.replaceChildren(element('h2', {}, messages.live.found(conversationId)), updated, table.root)
    const refresh = async () => {
      const reply = await service.call(listForms, { path: { conversationId }, body: {}, query: { limit: '100' } })
      if (reply.outcome === 'refused') stop.abort()
      if (reply.outcome !== 'done' || stop.signal.aborted) return
      for (const each of reply.value.forms) {
        if (shown.get(each.formId) !== each.status) table.replace(each)
        shown.set(each.formId, each.status)
      }
      updated.textContent = messages.live.updated(dateTimeText(new Date(reply.repliedAt ?? Date.now()).toISOString()))
    }
    every(refreshMs, refresh, stop.signal)
  })
  if (searched !== undefined) await searchFor(searched)
  return [
    element('h1', {}, messages.live.heading),
    element('p', { class: 'quiet' }, messages.live.intro),
    ...[form.root, results],
  ]
}

const formsTable = ({ service }: ViewContext, conversationId: ConversationId): PagedTable<FormView> => {
  const columns = messages.live.columns
  return pagedTable<FormView>({
    label: messages.live.found(conversationId),
    head: [columns.form, columns.agent, columns.status, columns.sent, columns.changed, columns.id],
    keyOf: ({ formId }) => formId,
    rowOf: (form) => [
      document.createTextNode(form.templateId),
      element('span', { translate: 'no' }, form.agentId),
      element('span', { class: `status ${form.status}` }, messages.live.statuses[form.status]),
      dateTime(form.sentAt),
      dateTime(form.retrievedAt ?? form.submittedAt ?? form.openedAt ?? form.sentAt),
      shortId(form.formId),
    ],
    empty: messages.live.empty,
    async read(cursor) {
      const query = { limit: '100', ...(cursor !== undefined && { cursor }) }
      const reply = await service.call(listForms, { path: { conversationId }, body: {}, query })
      if (reply.outcome === 'done') return { rows: reply.value.forms, cursor: reply.value.cursor }
      const isUnknown = reply.outcome === 'refused' && reply.code === 'not-available'
      return { failed: isUnknown ? messages.live.notFound : failureMessage(reply) }
    },
  })
}

/** Runs a task again and again, but not while the tab is hidden and not while the task is running. */
const every = (milliseconds: number, task: () => Promise<void>, signal: AbortSignal): void => {
  const next = async () => {
    if (signal.aborted) return
    if (!document.hidden) await task()
    setTimeout(() => void next(), milliseconds)
  }
  void next()
}
