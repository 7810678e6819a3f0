/** The rows of the in-memory service, which a test alters as a role could: whole rows, with any value. */
import * as z from 'zod/mini'
import { ConversationRecord } from '../../lambdas/core/conversations/conversation.ts'
import { Fault } from '../../lambdas/core/fault.ts'
import { FormRecord } from '../../lambdas/core/forms/form.ts'
import { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { PersonRecord } from '../../lambdas/core/people/person.ts'
import { SessionRecord } from '../../lambdas/core/people/session.ts'
import { SiteRecord } from '../../lambdas/core/sites/site.ts'
import { TemplateRecord } from '../../lambdas/core/templates/template-record.ts'
import type { Table, Tables } from '../../local/memory/tables.ts'

export type Row = Readonly<Record<string, unknown>>

export interface WatchedTable {
  read(key: string): Row | undefined
  /** Stores a row. Reading a row that is not a valid record is a fault, as with DynamoDB. */
  write(key: string, row: Row): void
  /** Takes a snapshot of the rows, and returns a function that restores it. */
  snapshot(): () => void
}

function watch<Stored extends object>(table: Table<Stored>, schema?: z.ZodMiniType<Stored>): WatchedTable {
  const malformed = new Set<string>()
  const original = { get: table.get, put: table.put, delete: table.delete }
  table.put = (key, row) => {
    malformed.delete(key)
    original.put(key, row)
  }
  table.delete = (key) => {
    malformed.delete(key)
    original.delete(key)
  }
  table.get = (key) => {
    if (malformed.has(key)) throw new Fault('stored-item-malformed')
    return original.get(key)
  }
  return {
    read: (key) => ({ ...original.get(key) }),
    write(key, row) {
      const parsed = schema === undefined ? undefined : z.safeParse(schema, row)
      if (parsed?.success) table.put(key, parsed.data)
      else malformed.add(key)
    },
    snapshot() {
      const taken = table.entries()
      return () => {
        malformed.clear()
        for (const key of table.entries().keys()) if (!taken.has(key)) table.delete(key)
        for (const [key, row] of taken) table.put(key, row)
      }
    },
  }
}

/** The tables of the control zone by their DynamoDB names, and those of the vault and the log to restore them. */
export function rowStore(tables: Tables) {
  const alterable = {
    sites: watch(tables.sites, SiteRecord),
    people: watch(tables.people, PersonRecord),
    'agent-sessions': watch(tables.sessions, SessionRecord),
    conversations: watch(tables.conversations, ConversationRecord),
    forms: watch(tables.forms, FormRecord),
    'one-time-keys': watch(tables.keys, KeyRecord),
    templates: watch(tables.templates, TemplateRecord),
  }
  const all = [...Object.values(alterable), watch(tables.submissions), watch(tables.dataKeys), watch(tables.audit)]
  return {
    rows: alterable,
    /** Takes a snapshot of all rows, and returns a function that restores it. */
    snapshot(): () => void {
      const restorations = all.map((table) => table.snapshot())
      return () => {
        for (const restore of restorations) restore()
      }
    },
  }
}

export type AlterableTable = keyof ReturnType<typeof rowStore>['rows']
