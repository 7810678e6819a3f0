/** Lists the audit records of a conversation, oldest first, page by page. */
import type * as z from 'zod/mini'
import { ConversationId } from '../../../contracts/identifiers.ts'
import { listAudit } from '../../../contracts/steps/list-audit.ts'
import { element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, failureMessage } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import type { View, ViewContext } from '../view.ts'
import { pagedTable } from './paged-table.ts'

type AuditEvent = z.infer<typeof listAudit.reply>['events'][number]

export const auditView: View = async (context) => {
  const conversation = textField({ name: 'conversationId', ...messages.audit.conversation, value: '' })
  const results = element('div', { class: 'paged' })
  const form = createForm({
    save: messages.audit.search,
    fields: () => [conversation],
    content: [conversation.root],
    async submit() {
      const conversationId = ConversationId.safeParse(conversation.input.value.trim())
      results.replaceChildren()
      if (!conversationId.success) return form.showErrors([{ field: 'conversationId', code: 'bad-format' }])
      const first = await eventsOf(context, conversationId.data, undefined)
      if ('failed' in first) return form.showErrors([], first.failed)
      form.showErrors([])
      const table = tableOf(context, conversationId.data, first)
      await table.more()
      results.replaceChildren(table.root)
      context.announce(messages.audit.found(first.rows.length))
    },
  })
  return [element('h1', {}, messages.audit.heading), form.root, results]
}

type Page = { readonly rows: readonly AuditEvent[]; readonly cursor: string | undefined }

const eventsOf = async (
  { service }: ViewContext,
  conversationId: ConversationId,
  cursor: string | undefined,
): Promise<Page | { readonly failed: string }> => {
  const query = { conversationId, limit: '50', ...(cursor !== undefined && { cursor }) }
  const reply = await service.call(listAudit, { path: {}, body: {}, query })
  return reply.outcome === 'done'
    ? { rows: reply.value.events, cursor: reply.value.cursor }
    : { failed: failureMessage(reply) }
}

const tableOf = (context: ViewContext, conversationId: ConversationId, first: Page) => {
  let prefetched: Page | undefined = first
  const { at, event, actor, outcome, form, hash } = messages.audit
  return pagedTable<AuditEvent>({
    label: messages.audit.heading,
    head: [at, event, actor, outcome, form, hash],
    keyOf: ({ eventId }) => eventId,
    rowOf: (record) => [
      element('time', { datetime: record.at }, record.at.replace('T', ' ').replace('Z', '')),
      element('span', { translate: 'no' }, record.event),
      element('span', { translate: 'no' }, record.actor),
      document.createTextNode(record.outcome),
      element('code', { translate: 'no' }, record.formId ?? '–'),
      element('code', { translate: 'no', title: record.hash }, record.hash.slice(0, 12)),
    ],
    async read(cursor) {
      const page = prefetched ?? (await eventsOf(context, conversationId, cursor))
      prefetched = undefined
      return page
    },
  })
}
