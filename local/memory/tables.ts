/** The service's tables in memory: one per kind of record, as in DynamoDB. */
import type { ConversationId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { AuditPointer } from '../../lambdas/core/audit/pointer.ts'
import type { ConversationRecord } from '../../lambdas/core/conversations/conversation.ts'
import type { VisitorOfSite } from '../../lambdas/core/conversations/conversations.ts'
import type { ErasureRecord, ErasureTarget } from '../../lambdas/core/erasure/erasures.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import type { PersonRef } from '../../lambdas/core/people/people.ts'
import type { PersonRecord } from '../../lambdas/core/people/person.ts'
import type { SessionRecord } from '../../lambdas/core/people/session.ts'
import type { ConnectionRecord, TicketRecord } from '../../lambdas/core/push/connections.ts'
import type { SiteRecord } from '../../lambdas/core/sites/site.ts'
import type { TemplateRecord } from '../../lambdas/core/templates/template-record.ts'
import type { DataKeyRecord, SubmissionRecord } from '../../lambdas/pci-zone/vault/submissions.ts'

/** Rows by key. A row is copied and frozen when it is stored, so that no caller can change it in the store. */
export interface Table<Row> {
  get(key: string): Row | undefined
  has(key: string): boolean
  put(key: string, row: Row): void
  delete(key: string): void
  /** Returns every row, in the order of the keys. */
  all(): Row[]
  entries(): Map<string, Row>
  /** Returns the rows that match, in the order of the keys. The predicate must not change a row. */
  where(matches: (row: Row) => boolean): Row[]
}

/** A table of lists by key, to which rows are appended. */
export interface ListTable<Row> extends Table<Row[]> {
  last(key: string): Row | undefined
  append(key: string, row: Row): void
}

export const table = <Row>(): Table<Row> =>
  tableOf(new Map<string, Row>(), { stored: frozenCopy, returned: (row) => row })

export function listTable<Row>(): ListTable<Row> {
  const rows = new Map<string, Row[]>()
  return {
    // A stored list grows, so each caller gets a list of its own.
    ...tableOf(rows, { stored: (list) => list.map(frozenCopy), returned: (list) => [...list] }),
    last: (key) => rows.get(key)?.at(-1),
    append(key, row) {
      const list = rows.get(key) ?? []
      rows.set(key, list)
      list.push(frozenCopy(row))
    },
  }
}

const frozenCopy = <Row>(row: Row): Row => frozen(structuredClone(row))

/** Freezes a row with all its parts. Bytes cannot be frozen. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

interface RowCopies<Row> {
  /** Returns the row to store. */
  stored(row: Row): Row
  /** Returns the row that a caller gets. */
  returned(row: Row): Row
}

function tableOf<Row>(rows: Map<string, Row>, { stored, returned }: RowCopies<Row>): Table<Row> {
  const where = (matches: (row: Row) => boolean): Row[] => {
    const found = [...rows].filter(([, row]) => matches(row)).sort(([one], [other]) => (one < other ? -1 : 1))
    return found.map(([, row]) => returned(row))
  }
  return {
    get: (key) => {
      const row = rows.get(key)
      return row === undefined ? undefined : returned(row)
    },
    has: (key) => rows.has(key),
    put: (key, row) => void rows.set(key, stored(row)),
    delete: (key) => void rows.delete(key),
    all: () => where(() => true),
    entries: () => new Map([...rows].map(([key, row]) => [key, returned(row)])),
    where,
  }
}

export const emptyTables = () => ({
  sites: table<SiteRecord>(),
  people: table<PersonRecord>(),
  sessions: table<SessionRecord>(),
  conversations: table<ConversationRecord>(),
  forms: table<FormRecord>(),
  keys: table<KeyRecord>(),
  /** Every version of a template. The latest version is also stored under `latest`. */
  templates: table<TemplateRecord>(),
  submissions: table<SubmissionRecord>(),
  dataKeys: table<DataKeyRecord>(),
  tickets: table<TicketRecord>(),
  connections: table<ConnectionRecord>(),
  /** The requested erasures. Each is stored under its own id and also under its target. */
  erasures: table<ErasureRecord>(),
  /** The conversations of each visitor. */
  visitors: table<ConversationId[]>(),
  /** The audit pointers of each site and day, in the order of their positions. */
  auditPointers: table<AuditPointer[]>(),
  /** The audit records of each chain, in order. */
  audit: listTable<AuditRecord>(),
})

export type Tables = ReturnType<typeof emptyTables>

/**
 * Returns the keys of rows. A key joins its parts with `#`. It is unambiguous, because only an issuer may itself
 * contain a `#`.
 */
export const keyOf = {
  person: ({ siteId, issuer, subject }: PersonRef): string => `${siteId}#${issuer}#${subject}`,
  conversation: ({ siteId, conversationId }: { siteId: string; conversationId: string }): string =>
    `${siteId}#${conversationId}`,
  visitor: ({ siteId, visitorHash }: VisitorOfSite): string => `${siteId}#${visitorHash}`,
  erasure: (siteId: string, of: string | ErasureTarget): string => `${siteId}#${JSON.stringify(of)}`,
  template: (siteId: string, templateId: string, version: number | 'latest'): string =>
    `${siteId}#${templateId}#${version}`,
}
