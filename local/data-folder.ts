/**
 * Creates the local run's data folder, or checks the existing one. Refuses a damaged folder and a folder with another
 * data format, with a one-sentence error message.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { vaultKeyFileName } from './local-key.ts'
import { folderFailure, StartFailure } from './start-failure.ts'

/** The version of the data format. Increment it whenever the format of the tables, the keys or the archive changes. */
export const dataFormat = 4

const formatFileName = 'format'
const databaseFolderName = 'dynamodb'

export const databaseFolder = (dataFolder: string): string => join(dataFolder, databaseFolderName)

const alreadyExists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Creates the folder and its parents with access for the owner only. Creates them one by one, because Node's
 * `recursive` option never returns on a file system that refuses new folders with ENOENT, for example `/proc`.
 */
const makeFolder = async (folder: string): Promise<void> => {
  const made = await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => error)
  if (made === undefined || alreadyExists(made)) return
  const above = dirname(folder)
  if (made.code !== 'ENOENT' || above === folder) throw made
  await makeFolder(above)
  await mkdir(folder, { mode: 0o700 })
}

/**
 * Returns the data format of the folder as text, such as `2`, or `undefined` if the folder has no file with its format.
 */
const readFormat = async (folder: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(folder, formatFileName), 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Keeps a new folder, which will contain keys, out of Git in any project. */
const ignoreInGit = async (folder: string): Promise<void> => {
  if ((await readdir(folder)).length === 0) await writeFile(join(folder, '.gitignore'), '*\n')
}

const emptyFolderHint = (folder: string) =>
  `delete it to start with an empty one (rm -r ${folder}), or choose another with DATA_DIR.`

const checkFormat = (folder: string, format: string | undefined): void => {
  if (format === undefined || /^[1-9]\d{0,8}$/.test(format)) {
    const number = Number(format ?? 1)
    if (number === dataFormat) return
    const version = number < dataFormat ? 'an earlier' : 'a later'
    throw new StartFailure(
      `The data folder ${folder} was written by ${version} version of Sealform: ${emptyFolderHint(folder)}`,
    )
  }
  throw new StartFailure(`The data folder ${folder} is damaged: ${emptyFolderHint(folder)}`)
}

/**
 * Creates the data folder, or checks the existing one.
 * @throws {StartFailure} if the folder cannot be written to, was written by another version, or has lost its vault key
 */
export const openDataFolder = async (folder: string): Promise<void> => {
  try {
    await makeFolder(folder)
    if (existsSync(databaseFolder(folder))) {
      checkFormat(folder, await readFormat(folder))
      if (!existsSync(join(folder, vaultKeyFileName))) {
        throw new StartFailure(
          `The data folder ${folder} has lost its vault key, so stored answers cannot be read: ${emptyFolderHint(folder)}`,
        )
      }
      return
    }
    await ignoreInGit(folder)
    await writeFile(join(folder, formatFileName), `${dataFormat}\n`, { mode: 0o600 })
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw folderFailure(error instanceof Error ? error : new Error('unknown'), folder)
  }
}
