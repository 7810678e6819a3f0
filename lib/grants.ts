/** What a step may do to stored data, as data: the roles are generated from it, and an auditor can read it. */
import { protocol, type StepName } from '../contracts/protocol.ts'
import { type TableName, tableList } from '../lambdas/adapters/dynamodb/tables.ts'
import type { LimitedAction } from './attribute-limits.ts'

export type TableAction =
  | 'BatchGetItem'
  | 'GetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  /** The same actions, limited to attributes. */
  | LimitedAction

export type TableGrants = Partial<Readonly<Record<TableName, readonly TableAction[]>>>

/** The commands that a step may send to the holding, besides those that discover the cluster. */
export type HoldingCommand = 'set' | 'getdel' | 'del' | 'exists'

export interface StepGrants {
  readonly tables: TableGrants
  /** On the vault key: to generate data keys, or to decrypt them. Never both. */
  readonly vaultKey?: 'GenerateDataKey' | 'Decrypt'
  readonly holding?: readonly HoldingCommand[]
  /** To send to agents' open tabs. */
  readonly sockets?: 'notified'
}

/** The union of these grants. */
export function mergeGrants(...all: readonly TableGrants[]): TableGrants {
  const merged: Partial<Record<TableName, readonly TableAction[]>> = {}
  for (const table of tableList) {
    const actions = new Set(all.flatMap((grants) => grants[table] ?? []))
    if (actions.size > 0) merged[table] = [...actions].sort()
  }
  return merged
}

/** Reads records, all in one request. */
export const readGrants = (...tables: readonly TableName[]): TableGrants =>
  Object.fromEntries(tables.map((table) => [table, ['BatchGetItem']]))

/** Writes to the audit log: finds the head of a chain and appends a record. Never changes or deletes one. */
export const auditWriteGrants: TableGrants = { audit: ['Query', 'PutItem'] }

/** Appends a record after the one that a hint names, which the same transaction checks. */
export const auditAppendGrants: TableGrants = { audit: ['ConditionCheckItem'] }

/**
 * Checks whether a caller is still signed in, records that they signed in, ends an idle session and disables people
 * after 90 days of inactivity; writes audit records of that and of a refused permission.
 */
export const admissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants, {
  'agent-sessions': ['PutItem', 'UpdateItem of a session'],
  people: ['UpdateItem of a sign-in', 'UpdateItem of an unused person'],
})

/** Checks whether the chat backend calls. A person who calls in its place is looked up to be refused, and is not changed. */
export const machineAdmissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants)

/** Finds an agent's open sockets, checks whether they may still receive events, and deletes those that are closed. */
export const notifyAgentGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), {
  connections: ['Query', 'DeleteItem'],
})

/** The same for all agents who sent a form in a conversation; the forms name them. */
export const notifySendersGrants = mergeGrants(notifyAgentGrants, readGrants('conversations', 'forms'), {
  conversations: ['Query'],
})

export const stepNames: readonly StepName[] = Object.keys(protocol).filter((name): name is StepName =>
  Object.hasOwn(protocol, name),
)
