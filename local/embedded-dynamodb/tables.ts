/** The tables: their creation, deletion, description and settings. */
import * as z from 'zod/mini'
import type { Database } from './database.ts'
import type { KeyAttribute, KeySchema } from './key-schema.ts'
import {
  CreateTable,
  ListTables,
  OneTable,
  parseRequest,
  UpdateContinuousBackups,
  UpdateTimeToLive,
} from './requests.ts'
import { type Rows, rowsOf } from './rows.ts'
import { type Reply, type Request, resourceNotFound, tableExists, validationError } from './wire.ts'

export interface Table {
  readonly name: string
  readonly schema: KeySchema
  readonly rows: Rows
  readonly settings: TableSettings
}

const TableSettings = z.object({
  created: z.number(),
  definition: CreateTable,
  timeToLive: z.optional(z.string()),
  pointInTimeRecovery: z.boolean(),
})
type TableSettings = z.infer<typeof TableSettings>

export interface Tables {
  /** @throws ResourceNotFoundException if there is no such table */
  table(name: string): Table
  all(): readonly Table[]
  readonly operations: Readonly<Record<string, (request: Request) => Reply>>
}

/** Opens the tables that the database contains. Each change of a table is committed at once. */
export const openTables = (database: Database, now: () => number): Tables => {
  database.statement('CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, settings TEXT NOT NULL)').run()
  const tables = new Map<string, Table>()
  const remember = (settings: TableSettings): Table => {
    const { TableName: name } = settings.definition
    const table = { name, schema: schemaOf(settings.definition), rows: rowsOf(database, name), settings }
    tables.set(name, table)
    return table
  }
  for (const row of database.statement('SELECT settings FROM tables').all())
    remember(TableSettings.parse(JSON.parse(String(row.settings))))

  const store = (settings: TableSettings): void =>
    void database
      .statement('INSERT OR REPLACE INTO tables VALUES (?, ?)')
      .run(settings.definition.TableName, JSON.stringify(settings))

  const table = (name: string): Table => {
    const found = tables.get(name)
    if (found === undefined) throw resourceNotFound(name)
    return found
  }

  const change = (table: Table, changed: Partial<TableSettings>, work: () => void = () => {}): Table => {
    const settings = { ...table.settings, ...changed }
    database.commit(
      () => {
        work()
        store(settings)
      },
      { durably: true },
    )
    return remember(settings)
  }

  return {
    table,
    all: () => [...tables.values()],
    operations: {
      CreateTable: (request) => {
        const definition = parseRequest(CreateTable, request)
        if (tables.has(definition.TableName)) throw tableExists(definition.TableName)
        schemaOf(definition)
        const settings = { created: now(), definition, pointInTimeRecovery: false }
        const create = () => {
          rowsOf(database, definition.TableName).create()
          store(settings)
        }
        database.commit(create, { durably: true })
        return { TableDescription: describe(remember(settings)) }
      },
      DeleteTable: (request) => {
        const deleted = table(parseRequest(OneTable, request).TableName)
        const remove = () => {
          deleted.rows.drop()
          database.statement('DELETE FROM tables WHERE name = ?').run(deleted.name)
        }
        database.commit(remove, { durably: true })
        tables.delete(deleted.name)
        return { TableDescription: { ...describe(deleted), TableStatus: 'DELETING' } }
      },
      DescribeTable: (request) => ({ Table: describe(table(parseRequest(OneTable, request).TableName)) }),
      ListTables: (request) => {
        parseRequest(ListTables, request)
        return { TableNames: [...tables.keys()].sort() }
      },
      UpdateTimeToLive: (request) => {
        const { TableName, TimeToLiveSpecification: asked } = parseRequest(UpdateTimeToLive, request)
        const changed = table(TableName)
        if (asked.Enabled === (changed.settings.timeToLive !== undefined))
          throw validationError(`TimeToLive is already ${asked.Enabled ? 'enabled' : 'disabled'}`)
        const { rows } = changed
        if (asked.Enabled)
          change(changed, { timeToLive: asked.AttributeName }, () => rows.indexExpiry(asked.AttributeName))
        else change(changed, { timeToLive: undefined }, rows.dropExpiryIndex)
        return { TimeToLiveSpecification: asked }
      },
      DescribeTimeToLive: (request) => {
        const { timeToLive: AttributeName } = table(parseRequest(OneTable, request).TableName).settings
        const enabled = AttributeName !== undefined && { AttributeName }
        return { TimeToLiveDescription: { TimeToLiveStatus: enabled ? 'ENABLED' : 'DISABLED', ...enabled } }
      },
      UpdateContinuousBackups: (request) => {
        const { TableName, PointInTimeRecoverySpecification: asked } = parseRequest(UpdateContinuousBackups, request)
        return backupsOf(change(table(TableName), { pointInTimeRecovery: asked.PointInTimeRecoveryEnabled }))
      },
      DescribeContinuousBackups: (request) => backupsOf(table(parseRequest(OneTable, request).TableName)),
    },
  }
}

const describe = ({ settings: { definition, created } }: Table): Reply => {
  const { BillingMode, ...described } = definition
  return {
    ...described,
    TableArn: `arn:aws:dynamodb:local:000000000000:table/${definition.TableName}`,
    TableStatus: 'ACTIVE',
    BillingModeSummary: { BillingMode },
    CreationDateTime: created / 1000,
  }
}

const backupsOf = ({ settings: { pointInTimeRecovery } }: Table): Reply => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED' },
  },
})

/** @throws ValidationException if the keys are not those that the definition defines */
const schemaOf = ({ KeySchema, AttributeDefinitions }: z.infer<typeof CreateTable>): KeySchema => {
  const [partition, sort] = KeySchema
  const attribute = (part: typeof partition, role: string): KeyAttribute => {
    const defined = AttributeDefinitions.find(({ AttributeName }) => AttributeName === part?.AttributeName)
    if (defined === undefined || part?.KeyType !== role) throw validationError('Invalid KeySchema')
    return { name: defined.AttributeName, type: defined.AttributeType }
  }
  if (AttributeDefinitions.length !== KeySchema.length)
    throw validationError('Number of attributes in KeySchema does not exactly match number of attributes defined')
  return { partition: attribute(partition, 'HASH'), ...(sort && { sort: attribute(sort, 'RANGE') }) }
}
