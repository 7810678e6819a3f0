/** Searches the audit log, page by page. */
import type * as z from 'zod/mini'
import { listAudit } from '../../../contracts/steps/list-audit.ts'
import { failureMessage } from '../form/form.ts'
import type { Service } from '../service.ts'

export type AuditEvent = z.infer<typeof listAudit.reply>['events'][number]

/** The query of list-audit, without its page. */
export type AuditQuery = Readonly<Record<string, string>>

export interface AuditPage {
  readonly events: readonly AuditEvent[]
  readonly cursor: string | undefined
}

/** Reads a page. If it is empty, reads on until an event is found: a page of rare events can be empty and have a cursor. */
export const readAuditPage = async (
  service: Service,
  query: AuditQuery,
  cursor?: string,
): Promise<AuditPage | { readonly failed: string; readonly isNotFound: boolean }> => {
  const page = { ...query, records: 'true', ...(cursor !== undefined && { cursor }) }
  const reply = await service.call(listAudit, { path: {}, body: {}, query: page })
  if (reply.outcome !== 'done') {
    const isNotFound = reply.outcome === 'refused' && reply.code === 'not-found'
    return { failed: failureMessage(reply), isNotFound }
  }
  const { events, cursor: next } = reply.value
  return events.length > 0 || next === undefined ? { events, cursor: next } : await readAuditPage(service, query, next)
}

/** Reads all pages that follow. */
export const readAllPages = async (
  service: Service,
  query: AuditQuery,
  { events, cursor }: AuditPage,
): Promise<readonly AuditEvent[] | { readonly failed: string }> => {
  if (cursor === undefined) return events
  const page = await readAuditPage(service, { ...query, limit: '100' }, cursor)
  if ('failed' in page) return page
  return await readAllPages(service, query, { events: [...events, ...page.events], cursor: page.cursor })
}
