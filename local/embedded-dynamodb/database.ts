import { accessSync, constants, mkdirSync } from 'node:fs'
import { Level } from 'level'
import { MemoryLevel } from 'memory-level'

/**
 * A LevelDB database, or the same interface in memory. A batch is atomic: after a crash of the process, the next start
 * replays the whole batch from the log or nothing of it. With `sync`, a batch also survives a crash of the machine.
 */
export interface Database
  extends Pick<
    MemoryLevel<string, unknown>,
    'open' | 'close' | 'getSync' | 'keys' | 'values' | 'iterator' | 'clear' | 'snapshot'
  > {
  batch(writes: Write[], options: { sync: boolean; valueEncoding?: 'json' }): Promise<void>
}
export type Snapshot = ReturnType<Database['snapshot']>
export type Write =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string }

/**
 * Opens the database in this folder. The folder is created if it is missing. No other process may use it. Without a
 * folder, the database is in memory.
 * @throws {Error} with one sentence for a person if the folder is in use or cannot be used
 */
export const openDatabase = async (dataFolder: string | undefined): Promise<Database> => {
  if (dataFolder === undefined) return opened(new MemoryLevel<string, unknown>({ valueEncoding: 'json' }))
  prepareFolder(dataFolder)
  try {
    return await opened(new Level<string, unknown>(dataFolder, { valueEncoding: 'json' }))
  } catch (error) {
    throw new Error(describeFailure(dataFolder, chainOf(error)), { cause: error })
  }
}

const opened = async (database: Database): Promise<Database> => {
  await database.open()
  return database
}

const prepareFolder = (dataFolder: string): void => {
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(notWritable(dataFolder), { cause: error })
  }
}

/**
 * Describes in one sentence why the folder cannot be used. “In use” relies on the operating system's lock on LevelDB's
 * LOCK file. This lock is never stale, because it ends with the process that holds it.
 */
const describeFailure = (dataFolder: string, errors: readonly Error[]): string => {
  const codes = errors.map((error) => ('code' in error ? error.code : undefined))
  if (codes.includes('LEVEL_LOCKED'))
    return `The data folder ${dataFolder} is in use by another process: stop that one, or choose another folder.`
  // LevelDB reports this message if a file is missing to which another file refers.
  const lacksFile = errors.some(({ message }) => message.includes('No such file or directory'))
  if (codes.includes('LEVEL_CORRUPTION') || lacksFile)
    return `The data folder ${dataFolder} is damaged: delete it to start with an empty one, or choose another folder.`
  return notWritable(dataFolder)
}

const notWritable = (dataFolder: string): string =>
  `The data folder ${dataFolder} cannot be written to: make it a folder that this user may write to, or choose another one.`

/** Returns the error and its causes. */
const chainOf = (error: unknown): readonly Error[] => (error instanceof Error ? [error, ...chainOf(error.cause)] : [])
