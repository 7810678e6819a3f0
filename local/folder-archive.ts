/**
 * An archive in a folder, which replaces a deployment's locked bucket. Nothing prevents the folder's owner from
 * changing it.
 */
import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Archive } from '../lambdas/audit/archive.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { Fault } from '../lambdas/core/fault.ts'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

const faultOnError = async <Output>(work: Promise<Output>): Promise<Output> => {
  try {
    return await work
  } catch (error) {
    throw new Fault('export-failed', error)
  }
}

/**
 * Returns a strictly increasing clock. An object that is stored after a checkpoint therefore has a later time than the
 * checkpoint, even on a fast machine or with a stopped clock.
 */
export const monotonicClock = (clock: Clock): Clock => {
  let last = 0
  return {
    now: () => {
      last = Math.max(clock.now(), last + 1)
      return last
    },
  }
}

/** Creates the archive. Its folder is created when the first object is put into it. */
export const folderArchive = ({ folder, clock }: { readonly folder: string; readonly clock: Clock }): Archive => {
  const pathOf = (name: string): string => {
    const parts = name.split('/')
    if (parts.includes('..') || parts.includes('.')) throw new Fault('export-failed')
    return join(folder, ...parts)
  }

  return {
    putOnce: async (name, text) => await faultOnError(putOnce(pathOf(name), text, clock)),

    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8')
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw new Fault('export-failed', error)
      }
    },

    async list(name) {
      const entries = await readdir(pathOf(name), { withFileTypes: true }).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return []
        throw new Fault('export-failed', error)
      })
      const visible = entries
        .filter((entry) => !entry.name.startsWith('.'))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      const objects = visible.filter((entry) => entry.isFile())
      return {
        folders: visible.filter((entry) => entry.isDirectory()).map((entry) => `${name}${entry.name}/`),
        objects: await faultOnError(
          Promise.all(
            objects.map(async (entry) => {
              const { mtimeMs } = await stat(pathOf(`${name}${entry.name}`))
              return { name: `${name}${entry.name}`, storedAt: Math.round(mtimeMs) }
            }),
          ),
        ),
      }
    },
  }
}

/**
 * Stores a file under a new name: writes a temporary file and then creates a hard link with the name. No reader
 * therefore sees a partial file. Creating the link fails if the name exists, so no file is overwritten.
 */
const putOnce = async (path: string, text: string, clock: Clock): Promise<boolean> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = join(dirname(path), `.${randomUUID()}`)
  try {
    await writeFile(aside, text, { mode: 0o600 })
    const now = new Date(clock.now())
    await utimes(aside, now, now)
    await link(aside, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}
