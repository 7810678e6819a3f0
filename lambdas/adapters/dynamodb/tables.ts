/**
 * The tables as data: one per kind of record, so that IAM can distinguish them. The local run creates them from here,
 * the CDK app declares them from here, and the adapters use the names of this list.
 */
import type { ExpiringTable } from '../../core/expiring-tables.ts'

export interface TableAttribute {
  readonly name: string
  /** DynamoDB's attribute type: string or number. */
  readonly type: 'S' | 'N'
}

export interface TableDefinition {
  readonly zone: 'control' | 'pci'
  readonly partition: TableAttribute
  readonly sort?: TableAttribute
  /** The attribute, epoch seconds, by which DynamoDB sweeps items. Expiry never depends on it. */
  readonly timeToLive?: 'sweepAt'
  readonly pointInTimeRecovery: true | { readonly noneBecause: string }
}

type ExpiringTableDefinition = TableDefinition & Required<Pick<TableDefinition, 'timeToLive'>>

const text = (name: string) => ({ name, type: 'S' }) as const
const number = (name: string) => ({ name, type: 'N' }) as const

export const tableDefinitions = {
  sites: { zone: 'control', partition: text('siteId'), pointInTimeRecovery: true },
  /** One partition per site and issuer: one consistent query lists the people whom an administrator administers. */
  people: { zone: 'control', partition: text('siteAndIssuer'), sort: text('subject'), pointInTimeRecovery: true },
  /** `latest#<template>`, a full copy with its `enabled` flag, and `version#<template>#<number>`, immutable. */
  templates: { zone: 'control', partition: text('siteId'), sort: text('item'), pointInTimeRecovery: true },
  /** `meta`, and a pointer `form#<sender>#<form>` per form: listing and erasing query consistently, never an index. */
  conversations: {
    zone: 'control',
    partition: text('siteAndConversation'),
    sort: text('item'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: true,
  },
  forms: { zone: 'control', partition: text('formId'), timeToLive: 'sweepAt', pointInTimeRecovery: true },
  'one-time-keys': {
    zone: 'control',
    partition: text('keyHash'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: { noneBecause: 'A key lives for seconds, and a restored one would be unspent again.' },
  },
  'agent-sessions': {
    zone: 'control',
    partition: text('sessionHash'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: { noneBecause: 'A session lives for a day, and a restored one would not have ended yet.' },
  },
  submissions: { zone: 'pci', partition: text('submissionId'), timeToLive: 'sweepAt', pointInTimeRecovery: true },
  'data-keys': {
    zone: 'pci',
    partition: text('submissionId'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: { noneBecause: 'Deleting a data key must destroy the answers, in every backup too.' },
  },
  /** `ticket#<hash>`, and a row per open socket under its agent: the push channel, which retains nothing. */
  connections: {
    zone: 'control',
    partition: text('owner'),
    sort: text('item'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: { noneBecause: 'A connection lives for two hours, and no restored one leads anywhere.' },
  },
  audit: {
    zone: 'control',
    partition: text('chain'),
    sort: number('sequence'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: true,
  },
} as const satisfies Record<string, TableDefinition> & Record<ExpiringTable, ExpiringTableDefinition>

export type TableName = keyof typeof tableDefinitions

const isTableName = (name: string): name is TableName => Object.hasOwn(tableDefinitions, name)

/** All tables, in the order above. */
export const tableList: readonly TableName[] = Object.keys(tableDefinitions).filter(isTableName)

/** Makes a value for each table, by its name. */
export function perTable<Made>(make: (table: TableName) => Made): Readonly<Record<TableName, Made>>
export function perTable(make: (table: TableName) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(tableList.map((table) => [table, make(table)]))
}

/** The physical name of each table. */
export type TableNames = Readonly<Record<TableName, string>>

/** Table names that share a prefix. */
export const prefixedTableNames = (prefix: string): TableNames => perTable((table) => `${prefix}-${table}`)
