/**
 * Defines what each step may do to stored data. The grants are data. The roles are generated from them, and an auditor
 * can read them.
 */
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
  /** An action that is limited to certain attributes. */
  | LimitedAction

export type TableGrants = Partial<Readonly<Record<TableName, readonly TableAction[]>>>

/** The commands that a step may send to the holding, in addition to those that discover the cluster. */
export type HoldingCommand = 'set' | 'getdel' | 'del' | 'exists'

export interface StepGrants {
  readonly tables: TableGrants
  /** What the step may do with the vault key: generate data keys or decrypt them, never both. */
  readonly vaultKey?: 'GenerateDataKey' | 'Decrypt'
  readonly holding?: readonly HoldingCommand[]
  /** Allows the step to send messages to agents' open tabs. */
  readonly sockets?: 'notified'
}

/** Returns the union of these grants. */
export function mergeGrants(...all: readonly TableGrants[]): TableGrants {
  const merged: Partial<Record<TableName, readonly TableAction[]>> = {}
  for (const table of tableList) {
    const actions = new Set(all.flatMap((grants) => grants[table] ?? []))
    if (actions.size > 0) merged[table] = [...actions].sort()
  }
  return merged
}

/** Reads records. One request reads all of them. */
export const readGrants = (...tables: readonly TableName[]): TableGrants =>
  Object.fromEntries(tables.map((table) => [table, ['BatchGetItem']]))

/** Writes to the audit log. Finds a chain head and appends a record, but never changes or deletes a record. */
export const auditWriteGrants: TableGrants = { audit: ['Query', 'PutItem'] }

/** Appends a record after the record that a hint refers to. The same transaction checks the earlier record. */
export const auditAppendGrants: TableGrants = { audit: ['ConditionCheckItem'] }

/**
 * Checks whether callers are still signed in, records their sign-ins, ends idle sessions, and disables people after 90
 * days of inactivity. Writes audit records about these events and about refused permissions.
 */
export const admissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants, {
  'agent-sessions': ['PutItem', 'UpdateItem of a session'],
  people: ['UpdateItem of a sign-in', 'UpdateItem of an unused person'],
})

/**
 * Checks that the caller is the chat backend. If a person calls instead, their record is read so that the call can be
 * refused. The record is not changed.
 */
export const machineAdmissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants)

/** Finds an agent's open sockets, checks whether they may still receive events, and deletes those that are closed. */
export const notifyAgentGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), {
  connections: ['Query', 'DeleteItem'],
})

/** Does the same for all agents who sent a form in a conversation. The forms contain the agents' ids. */
export const notifySendersGrants = mergeGrants(notifyAgentGrants, readGrants('conversations', 'forms'), {
  conversations: ['Query'],
})

export const stepNames: readonly StepName[] = Object.keys(protocol).filter((name): name is StepName =>
  Object.hasOwn(protocol, name),
)
