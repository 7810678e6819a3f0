/** What a step may do to what is stored, as data: the roles are made from it, and an auditor reads it. */
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
  /** The same, limited to attributes. */
  | LimitedAction

export type TableGrants = Partial<Readonly<Record<TableName, readonly TableAction[]>>>

/** The commands that each may give the holding, beside those that find the way in a cluster. */
export type HoldingCommand = 'set' | 'getdel' | 'del' | 'exists'

export interface StepGrants {
  readonly tables: TableGrants
  /** On the vault key: to make data keys, or to open them. Never both. */
  readonly vaultKey?: 'GenerateDataKey' | 'Decrypt'
  readonly holding?: readonly HoldingCommand[]
  /** To send to the open tabs of agents. */
  readonly sockets?: 'notified'
}

/** The grants of all of these together. */
export function mergeGrants(...all: readonly TableGrants[]): TableGrants {
  const merged: Partial<Record<TableName, readonly TableAction[]>> = {}
  for (const table of tableList) {
    const actions = new Set(all.flatMap((grants) => grants[table] ?? []))
    if (actions.size > 0) merged[table] = [...actions].sort()
  }
  return merged
}

/** To read records, all in one request. */
export const readGrants = (...tables: readonly TableName[]): TableGrants =>
  Object.fromEntries(tables.map((table) => [table, ['BatchGetItem']]))

/** To write to the audit log: find the end of a chain and put a record there. Never to change or to delete one. */
export const auditWriteGrants: TableGrants = { audit: ['Query', 'PutItem'] }

/** To put a record after the one that a hint names, checked in the same transaction. */
export const auditAppendGrants: TableGrants = { audit: ['ConditionCheckItem'] }

/**
 * To tell whether a caller is still signed in, to remember that they signed in, to end a session that has idled and to disable
 * whom nobody has seen for 90 days; to note that and a refused permission.
 */
export const admissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants, {
  'agent-sessions': ['PutItem', 'UpdateItem of a session'],
  people: ['UpdateItem of a sign-in', 'UpdateItem of an unused person'],
})

/** To tell whether the chat backend calls. A person who calls in its place is looked up to be refused, and stays as they are. */
export const machineAdmissionGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), auditWriteGrants)

/** To find somebody's open sockets and ask whether they may still hear, and to forget those that are gone. */
export const notifyAgentGrants = mergeGrants(readGrants('sites', 'people', 'agent-sessions'), {
  connections: ['Query', 'DeleteItem'],
})

/** The same for all who sent a form in a conversation, which are found by its forms. */
export const notifySendersGrants = mergeGrants(notifyAgentGrants, readGrants('conversations', 'forms'), {
  conversations: ['Query'],
})

export const stepNames: readonly StepName[] = Object.keys(protocol).filter((name): name is StepName =>
  Object.hasOwn(protocol, name),
)
