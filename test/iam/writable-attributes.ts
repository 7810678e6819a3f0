/** The attributes that the policies of each role allow it to write, by table. */

import {
  type TableDefinition,
  type TableName,
  tableDefinitions,
  tableList,
} from '../../lambdas/adapters/dynamodb/tables.ts'
import { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { AuditPointer } from '../../lambdas/core/audit/pointer.ts'
import { ConversationRecord } from '../../lambdas/core/conversations/conversation.ts'
import { ErasureRecord } from '../../lambdas/core/erasure/erasures.ts'
import { FormRecord } from '../../lambdas/core/forms/form.ts'
import { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { PersonRecord } from '../../lambdas/core/people/person.ts'
import { SessionRecord } from '../../lambdas/core/people/session.ts'
import { ConnectionRecord, TicketRecord } from '../../lambdas/core/push/connections.ts'
import { SiteRecord } from '../../lambdas/core/sites/site.ts'
import { TemplateRecord } from '../../lambdas/core/templates/template-record.ts'
import { DataKeyRecord, SubmissionRecord } from '../../lambdas/pci-zone/vault/submissions.ts'
import { arnOfTable, type FunctionPolicies } from './stage-policies.ts'

const shapes: Readonly<Record<TableName, readonly object[]>> = {
  sites: [SiteRecord.shape],
  people: [PersonRecord.shape],
  templates: [TemplateRecord.shape],
  conversations: [ConversationRecord.shape, ErasureRecord.shape],
  forms: [FormRecord.shape],
  'one-time-keys': [KeyRecord.shape],
  'agent-sessions': [SessionRecord.shape],
  submissions: [SubmissionRecord.shape],
  'data-keys': [DataKeyRecord.shape],
  connections: [TicketRecord.shape, ConnectionRecord.shape],
  audit: [AuditRecord.shape, AuditPointer.shape],
}

export const keyAttributesOf = (table: TableName): readonly string[] => {
  const { partition, sort }: TableDefinition = tableDefinitions[table]
  return [partition.name, ...(sort === undefined ? [] : [sort.name])]
}

/** Of every record type of a table, without its key. */
export const recordAttributesOf = (table: TableName): readonly string[] => {
  const names = new Set(shapes[table].flatMap((shape) => Object.keys(shape)))
  for (const name of keyAttributesOf(table)) names.delete(name)
  if ('timeToLive' in tableDefinitions[table]) names.add('sweepAt')
  return [...names]
}

export interface WriteGrant {
  readonly role: string
  readonly table: TableName
  readonly action: 'UpdateItem' | 'PutItem'
  /** The Sid of the statement. */
  readonly statement: string
  /** Without the key. All attributes of the table's records if the statement has no limit. */
  readonly attributes: readonly string[]
  readonly isLimited: boolean
}

const writes = ['UpdateItem', 'PutItem'] as const

/** Every grant to put or to update items, of every role. */
export const writeGrantsOf = (functions: ReadonlyMap<string, FunctionPolicies>): readonly WriteGrant[] =>
  [...functions].flatMap(([role, { policies }]) =>
    policies.identity.flatMap(({ Effect, Sid, Action, Resource, Condition }) =>
      tableList
        .filter((table) => Effect === 'Allow' && Resource.includes(arnOfTable(table)))
        .flatMap((table) =>
          writes
            .filter((action) => Action.includes(`dynamodb:${action}`))
            .map((action) => {
              const limit = Condition['ForAllValues:StringEquals']?.['dynamodb:Attributes']
              const key = keyAttributesOf(table)
              return {
                ...{ role, table, action, statement: Sid, isLimited: Array.isArray(limit) },
                attributes: Array.isArray(limit)
                  ? limit.map(String).filter((name) => !key.includes(name))
                  : recordAttributesOf(table),
              }
            }),
        ),
    ),
  )
