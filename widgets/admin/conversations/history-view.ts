/** The view of the stored answers of a conversation that has ended. Every view of answers needs a reason and is on record. */
import type * as z from 'zod/mini'
import type { ConversationId } from '../../../contracts/identifiers.ts'
import { type HistoryEntry, listHistory } from '../../../contracts/steps/list-history.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTime } from '../date-time.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { pagedTable } from '../records/paged-table.ts'
import { shortId } from '../short-id.ts'
import type { View } from '../view.ts'
import { conversationSearch } from './conversation-search.ts'
import { submissionCard } from './submission-card.ts'

type Entry = z.infer<typeof HistoryEntry>

export const historyView: View = async (context, [searched]) => {
  const { service, replaceAddress } = context
  const results = element('div', { class: 'paged' })
  const opened = element('div')

  const submissionsOf = (conversationId: ConversationId) => {
    const columns = messages.history.columns
    return pagedTable<Entry>({
      label: messages.history.found(conversationId),
      head: [columns.form, columns.agent, columns.submitted, columns.submission, columns.answers],
      keyOf: ({ submissionId }) => submissionId,
      rowOf: (entry) => [
        document.createTextNode(entry.templateId),
        element('span', { translate: 'no' }, entry.agentId),
        dateTime(entry.submittedAt),
        shortId(entry.submissionId),
        button(messages.history.open, () => open(entry), {
          class: 'compact',
          'aria-label': messages.history.openSubmission(entry.templateId, entry.submissionId.slice(0, 8)),
        }),
      ],
      empty: messages.history.empty,
      async read(cursor) {
        const query = { limit: '50', ...(cursor !== undefined && { cursor }) }
        const reply = await service.call(listHistory, { path: { conversationId }, body: {}, query })
        if (reply.outcome === 'done') return { rows: reply.value.submissions, cursor: reply.value.cursor }
        return { failed: sentenceFor(reply) }
      },
    })
  }
  const open = (entry: Entry) => {
    const card = submissionCard(context, entry)
    opened.replaceChildren(card)
    card.querySelector('h2')?.focus()
  }
  const { form, searchFor } = conversationSearch(messages.search, async (conversationId) => {
    opened.replaceChildren()
    const table = submissionsOf(conversationId)
    await table.more()
    replaceAddress(`history/${encodeURIComponent(conversationId)}`)
    results.replaceChildren(element('h2', {}, messages.history.found(conversationId)), table.root)
  })
  if (searched !== undefined) await searchFor(searched)
  return [
    element('h1', {}, messages.history.heading),
    element('p', { class: 'quiet' }, messages.history.intro),
    ...[form.root, results, opened],
  ]
}

const sentenceFor = (reply: Parameters<typeof failureMessage>[0]): string => {
  if (reply.outcome === 'refused' && reply.code === 'conflict') return messages.history.active
  if (reply.outcome === 'refused' && reply.code === 'not-found') return messages.history.notFound
  return failureMessage(reply)
}
