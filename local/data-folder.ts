import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { folderFailure } from './start-failure.ts'

const alreadyExists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Makes the folder and those above it, for its owner alone. One by one, because Node's own `recursive` never comes back from
 * a file system that refuses new folders with ENOENT, as /proc does.
 */
const makeFolder = async (folder: string): Promise<void> => {
  const made = await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => error)
  if (made === undefined || alreadyExists(made)) return
  const above = dirname(folder)
  if (made.code !== 'ENOENT' || above === folder) throw made
  await makeFolder(above)
  await mkdir(folder, { mode: 0o700 })
}

/** @throws StartFailure when the folder cannot be had. */
export const makeDataFolder = async (folder: string): Promise<void> => {
  await makeFolder(folder).catch((error: NodeJS.ErrnoException) => {
    throw folderFailure(error, folder)
  })
}
