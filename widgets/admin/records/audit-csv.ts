/** Writes audit events as CSV (RFC 4180). */
import type { AuditEvent } from './audit-search.ts'

const columns = [
  ...(['at', 'event', 'actor', 'subject', 'conversationId', 'formId', 'submissionId', 'outcome'] as const),
  ...(['eventId', 'chain', 'hash'] as const),
] as const

/** A spreadsheet would run a text that begins with one of these as a formula. An apostrophe before it makes it a text. */
const field = (text: string): string => {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const auditCsv = (events: readonly AuditEvent[]): string =>
  [columns, ...events.map((event) => columns.map((column) => event[column] ?? ''))]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('')
