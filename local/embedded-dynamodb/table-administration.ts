import * as z from 'zod/mini'
import type { Database } from './database.ts'
import { execute, reads, validate, writes } from './dynalite-operations.ts'
import { withSnapshot } from './item-reads.ts'
import { keySpace, prefixRange } from './key-space.ts'
import { createUnitOfWork } from './unit-of-work.ts'
import { type Reply, type Request, type TableDescription, validationError } from './wire.ts'
import type { Writer } from './writer.ts'

interface TableSettings {
  readonly timeToLiveAttribute?: string
  readonly pointInTimeRecovery?: boolean
}

const TimeToLiveParameters = z.object({
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string() }),
})

const BackupParameters = z.object({
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
})

/** Creates and removes tables atomically. No reader sees a partial table, even after a crash. */
export const createTableAdministration = ({ database, writer }: { database: Database; writer: Writer }) => {
  const settingsOf = (table: string): TableSettings =>
    database.getSync<string, TableSettings>(keySpace.settings + table, {}) ?? {}

  /**
   * Returns the name of the table in the request.
   * @throws ResourceNotFoundException if the table does not exist
   */
  const existingTable = async (request: Request): Promise<string> => {
    const { TableName } = await withSnapshot(database, async (store) => {
      const parameters = validate(reads.DescribeTable, store, request)
      await execute(reads.DescribeTable, store, parameters)
      return parameters
    })
    return TableName ?? ''
  }

  const changeSettings = (request: Request, change: (settings: TableSettings) => TableSettings): Promise<void> =>
    writer.runExclusive(async () => {
      const table = await existingTable(request)
      const value = change(settingsOf(table))
      await writer.commit([], { durably: true, also: [{ type: 'put', key: keySpace.settings + table, value }] })
    })

  const backups = (settings: TableSettings): Reply => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: settings.pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
      },
    },
  })

  return {
    createTable: (request: Request): Promise<Reply> =>
      writer.runExclusive(async () => {
        const work = createUnitOfWork(database)
        const parameters = validate(writes.CreateTable, work.store, request)
        const { TableDescription } = await execute(writes.CreateTable, work.store, parameters)
        const active = activated(TableDescription)
        const also = work.writes.map((write) => ({ ...write, value: active }))
        await writer.commit([], { durably: true, also })
        return { TableDescription: active }
      }),

    deleteTable: (request: Request): Promise<Reply> =>
      writer.runExclusive(async () => {
        const work = createUnitOfWork(database)
        const parameters = validate(writes.DeleteTable, work.store, request)
        const reply = await execute(writes.DeleteTable, work.store, parameters)
        const table = parameters.TableName ?? ''
        const also = [keySpace.tables, keySpace.settings].map((place) => ({ type: 'del' as const, key: place + table }))
        await writer.commit([work], { durably: true, also })
        return reply
      }),

    updateTimeToLive: async (request: Request): Promise<Reply> => {
      const { TimeToLiveSpecification: asked } = parseRequest(TimeToLiveParameters, request)
      await changeSettings(request, ({ timeToLiveAttribute: current, ...others }) => {
        if (asked.Enabled === (current !== undefined))
          throw validationError(`TimeToLive is already ${asked.Enabled ? 'enabled' : 'disabled'}`)
        return asked.Enabled ? { ...others, timeToLiveAttribute: asked.AttributeName } : others
      })
      return { TimeToLiveSpecification: asked }
    },

    describeTimeToLive: async (request: Request): Promise<Reply> => {
      const { timeToLiveAttribute: AttributeName } = settingsOf(await existingTable(request))
      const description = AttributeName
        ? { TimeToLiveStatus: 'ENABLED', AttributeName }
        : { TimeToLiveStatus: 'DISABLED' }
      return { TimeToLiveDescription: description }
    },

    updateContinuousBackups: async (request: Request): Promise<Reply> => {
      const { PointInTimeRecoverySpecification: asked } = parseRequest(BackupParameters, request)
      const pointInTimeRecovery = asked.PointInTimeRecoveryEnabled
      await changeSettings(request, (settings) => ({ ...settings, pointInTimeRecovery }))
      return backups({ pointInTimeRecovery })
    },

    describeContinuousBackups: async (request: Request): Promise<Reply> =>
      backups(settingsOf(await existingTable(request))),

    /** Returns every table whose rows expire, with its TTL attribute. */
    expiringTables: async (): Promise<{ table: TableDescription; attribute: string }[]> => {
      const entries = await database.iterator<string, TableSettings>(prefixRange(keySpace.settings)).all()
      return entries.flatMap(([key, { timeToLiveAttribute: attribute }]) => {
        const name = key.slice(keySpace.settings.length)
        const table = database.getSync<string, TableDescription>(keySpace.tables + name, {})
        return table && attribute !== undefined ? [{ table, attribute }] : []
      })
    },
  }
}

export type TableAdministration = ReturnType<typeof createTableAdministration>

const parseRequest = <Schema extends z.ZodMiniType>(schema: Schema, request: Request): z.output<Schema> => {
  const result = schema.safeParse(request)
  if (result.success) return result.data
  throw validationError(
    `1 validation error detected: Value at '${result.error.issues[0]?.path.join('.')}' is not valid`,
  )
}

/**
 * Sets the table's status to active immediately. dynalite would do this after a delay. After a crash during the delay,
 * the table would stay inactive permanently.
 */
const activated = (description: unknown): Reply => {
  if (typeof description !== 'object' || description === null)
    throw new Error('dynalite returned no table description.')
  const indexes =
    'GlobalSecondaryIndexes' in description && Array.isArray(description.GlobalSecondaryIndexes)
      ? {
          GlobalSecondaryIndexes: description.GlobalSecondaryIndexes.map((index) => ({
            ...index,
            IndexStatus: 'ACTIVE',
          })),
        }
      : {}
  return { ...description, TableStatus: 'ACTIVE', ...indexes }
}
