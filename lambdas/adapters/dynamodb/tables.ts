/**
 * The definitions of the tables. Each kind of record has its own table, so that IAM can grant access to each kind
 * separately. The local run and the CDK app create the tables from these definitions.
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
  /**
   * The attribute by which DynamoDB sweeps items, in seconds since the epoch. No code uses it to decide whether an item
   * has expired.
   */
  readonly timeToLive?: 'sweepAt'
  readonly pointInTimeRecovery: true | { readonly noneBecause: string }
  /**
   * True for a table whose storage for thirteen months costs more than its requests. Its storage costs 60 % less, and its
   * requests 25 % more. The class changes nothing else.
   */
  readonly infrequentAccess?: true
}

type ExpiringTableDefinition = TableDefinition & Required<Pick<TableDefinition, 'timeToLive'>>

const text = (name: string) => ({ name, type: 'S' }) as const
const number = (name: string) => ({ name, type: 'N' }) as const

export const tableDefinitions = {
  sites: { zone: 'control', partition: text('siteId'), pointInTimeRecovery: true },
  /**
   * Each site and issuer has one partition, so that one strongly consistent query lists the people whom an
   * administrator administers.
   */
  people: { zone: 'control', partition: text('siteAndIssuer'), sort: text('subject'), pointInTimeRecovery: true },
  /**
   * `latest#<template>` is a full copy of the latest version with the template's `enabled` flag.
   * `version#<template>#<number>` is one version and is immutable.
   */
  templates: { zone: 'control', partition: text('siteId'), sort: text('item'), pointInTimeRecovery: true },
  /**
   * `meta` is the conversation; `form#<sender>#<form>` points to a form. Listing and erasing use strongly consistent
   * queries, never an index.
   */
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
  submissions: {
    zone: 'pci',
    partition: text('submissionId'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: true,
    infrequentAccess: true,
  },
  'data-keys': {
    zone: 'pci',
    partition: text('submissionId'),
    timeToLive: 'sweepAt',
    pointInTimeRecovery: { noneBecause: 'Deleting a data key must destroy the answers, in every backup too.' },
  },
  /**
   * The tickets and connections of the push channel. A ticket is at `ticket#<hash>`. Each open socket has one row in
   * its agent's partition. None of these rows are retained.
   */
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
    pointInTimeRecovery: { noneBecause: 'The archive has every record, and a restored table would end too early.' },
    infrequentAccess: true,
  },
} as const satisfies Record<string, TableDefinition> & Record<ExpiringTable, ExpiringTableDefinition>

export type TableName = keyof typeof tableDefinitions

const isTableName = (name: string): name is TableName => Object.hasOwn(tableDefinitions, name)

/** The names of all tables, in the order above. */
export const tableList: readonly TableName[] = Object.keys(tableDefinitions).filter(isTableName)

/** Calls `make` for each table and returns the results by table name. */
export function perTable<Made>(make: (table: TableName) => Made): Readonly<Record<TableName, Made>>
export function perTable(make: (table: TableName) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(tableList.map((table) => [table, make(table)]))
}

/** The physical name of each table. */
export type TableNames = Readonly<Record<TableName, string>>

/** Returns physical table names that start with this prefix. */
export const prefixedTableNames = (prefix: string): TableNames => perTable((table) => `${prefix}-${table}`)
