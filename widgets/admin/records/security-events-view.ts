/** The view of the audit log: by time, person and event, or by conversation. The shown records can be verified and exported. */
import { button, element, setBusy } from '../../shared/dom.ts'
import { download } from '../download.ts'
import { createForm } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { View, ViewContext } from '../view.ts'
import { auditCsv } from './audit-csv.ts'
import { type AuditPage, type AuditQuery, readAllPages, readAuditPage } from './audit-search.ts'
import { eventsTable } from './event-rows.ts'
import { eventSearchFields } from './event-search-fields.ts'
import { type Verification, verifyRecords } from './verify-records.ts'

export const securityEventsView: View = async (context) => {
  const results = element('div', { class: 'paged' })
  const search = eventSearchFields()
  const form = createForm({
    ...{ save: messages.search, isSearch: true },
    fields: () => search.fields,
    content: search.content,
    async submit() {
      results.replaceChildren()
      const read = search.query()
      if ('errors' in read) return form.showErrors(read.errors)
      const { query } = read
      const first = await readAuditPage(context.service, query)
      if ('failed' in first) {
        return form.showErrors([], first.isNotFound ? messages.events.notFound : first.failed)
      }
      form.showErrors([])
      results.replaceChildren(...resultsOf(context, query, first))
    },
  })
  return [
    element('h1', {}, messages.events.heading),
    element('p', { class: 'quiet' }, messages.events.intro),
    ...[form.root, results],
  ]
}

const resultsOf = (
  { service, session, announce }: ViewContext,
  query: AuditQuery,
  first: AuditPage,
): readonly Node[] => {
  if (first.events.length === 0) return [element('p', { class: 'quiet' }, messages.events.empty)]
  let shown = first
  const count = element('p', { role: 'status' })
  const verification = element('div', { role: 'status' })
  const table = element('div')
  const more = button(messages.more, () => void showMore())
  const draw = (verified?: Verification) => {
    count.textContent = messages.events.found(shown.events.length, shown.cursor !== undefined)
    table.replaceChildren(eventsTable(shown.events, session.siteId, verified))
    more.hidden = shown.cursor === undefined
    verification.replaceChildren(...(verified === undefined ? [] : [verificationNotice(verified)]))
  }
  const showMore = async () => {
    setBusy(more, true)
    const page = await readAuditPage(service, query, shown.cursor)
    setBusy(more, false)
    if ('failed' in page) return announce(page.failed, { lasting: true })
    shown = { events: [...shown.events, ...page.events], cursor: page.cursor }
    draw()
  }
  const verify = button(messages.events.verify, async () => draw(await verifyRecords(shown.events)))
  const exportAll = async () => {
    setBusy(exportButton, true)
    const events = await readAllPages(service, query, shown)
    setBusy(exportButton, false)
    if ('failed' in events) return announce(events.failed, { lasting: true })
    download(`security-events-${new Date().toISOString().slice(0, 10)}.csv`, auditCsv(events), 'text/csv')
    announce(messages.events.exported(events.length))
  }
  const exportButton = button(messages.events.exportCsv, () => void exportAll())
  draw()
  return [count, element('div', { class: 'buttons' }, verify, exportButton), verification, table, more]
}

const verificationNotice = ({ intact, linked, chains, broken }: Verification): HTMLElement => {
  const isGood = broken.size === 0
  return element(
    'div',
    { class: isGood ? 'notice good' : 'notice bad' },
    element(
      'p',
      {},
      isGood ? messages.events.allVerified(intact, linked, chains) : messages.events.broken(broken.size),
    ),
    element('p', {}, messages.events.verifyLimits, ' ', element('code', { translate: 'no' }, 'npm run audit:verify')),
  )
}
