import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** The points at which a test may simulate a crash. */
export type FaultPoint = 'before-commit' | 'after-commit'

/**
 * An SQLite database with a write-ahead log. Every call is synchronous, so nothing else runs between its reads and
 * writes.
 */
export interface Database {
  /** Returns the prepared statement. Each statement is prepared once. */
  statement(sql: string): StatementSync
  /**
   * Commits the writes of this work together: after a crash of the process, the next start finds all of them or none.
   * With `durably`, these and all earlier writes also survive a crash of the machine. If the work throws, nothing is
   * written.
   */
  commit(work: () => void, options?: { readonly durably?: boolean }): void
  close(): void
}

export const databaseFileName = 'database.sqlite'

/**
 * The page size in bytes. An item up to this size is stored in one piece, so that a search of the files finds its texts.
 */
export const pageBytes = 8_192

/**
 * Opens the database in this folder, and calls `read` with it. The folder is created if it is missing. No other process
 * may use it. Without a folder, the database is in memory.
 * @throws {Error} with one sentence for a person if the folder is in use or cannot be used
 */
export const openDatabase = <Value>(
  dataFolder: string | undefined,
  { faultPoint = () => {}, read }: { faultPoint?: (point: FaultPoint) => void; read: (database: Database) => Value },
): Value => {
  if (dataFolder === undefined) return read(databaseOver(new DatabaseSync(':memory:'), faultPoint))
  prepareFolder(dataFolder)
  try {
    const database = databaseOver(opened(join(dataFolder, databaseFileName)), faultPoint)
    return closeOnError(database, () => read(database))
  } catch (error) {
    throw new Error(describeFailure(dataFolder, error), { cause: error })
  }
}

const closeOnError = <Value>(database: { close(): void }, work: () => Value): Value => {
  try {
    return work()
  } catch (error) {
    database.close()
    throw error
  }
}

/** The exclusive lock ends with the process that holds it, so it is never stale. */
const opened = (file: string): DatabaseSync => {
  const connection = new DatabaseSync(file)
  return closeOnError(connection, () => {
    connection.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL`)
    // Takes the lock, and reads the log of a process that was killed.
    connection.exec('BEGIN EXCLUSIVE; COMMIT')
    return connection
  })
}

const databaseOver = (connection: DatabaseSync, faultPoint: (point: FaultPoint) => void): Database => {
  const statements = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const prepared = statements.get(sql) ?? connection.prepare(sql)
    statements.set(sql, prepared)
    return prepared
  }
  let syncsEachCommit: boolean | undefined
  const syncEachCommit = (durably: boolean): void => {
    if (syncsEachCommit === durably) return
    connection.exec(`PRAGMA synchronous = ${durably ? 'FULL' : 'NORMAL'}`)
    syncsEachCommit = durably
  }
  return {
    statement,
    commit: (work, { durably = false } = {}) => {
      syncEachCommit(durably)
      statement('BEGIN').run()
      try {
        work()
        faultPoint('before-commit')
        statement('COMMIT').run()
      } catch (error) {
        if (connection.isTransaction) statement('ROLLBACK').run()
        throw error
      }
      faultPoint('after-commit')
    },
    close: () => connection.close(),
  }
}

const prepareFolder = (dataFolder: string): void => {
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(notWritable(dataFolder), { cause: error })
  }
}

/** SQLite's result codes: https://sqlite.org/rescode.html */
const busy = 5
const damaged = [11, 26]

const describeFailure = (dataFolder: string, error: unknown): string => {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  if (code === busy)
    return `The data folder ${dataFolder} is in use by another process: stop that one, or choose another folder.`
  if (code !== undefined && damaged.includes(code))
    return `The data folder ${dataFolder} is damaged: delete it to start with an empty one, or choose another folder.`
  return notWritable(dataFolder)
}

const notWritable = (dataFolder: string): string =>
  `The data folder ${dataFolder} cannot be written to: make it a folder that this user may write to, or choose another one.`
