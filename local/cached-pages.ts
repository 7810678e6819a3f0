/**
 * The built pages. They are cached in `node_modules/.cache` under a hash of their sources, so that most starts need not
 * build them.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type BuiltPages, buildPages } from '../lib/edge/pages/build-pages.ts'
import { sourcePath } from '../lib/edge/pages/source-path.ts'

/** All sources of the pages. The lockfile represents the packages that they use. */
const sources = ['widgets', 'contracts', 'lib/edge/pages', 'package-lock.json']

const cacheFolder = sourcePath('node_modules/.cache/sealform-pages')

/**
 * Returns the pages from the cache, or builds them.
 * @throws an error if a source does not compile
 */
export const cachedPages = async (): Promise<BuiltPages> => {
  const name = `${await hashOfSources()}-${process.version}`
  const stored = await readFile(join(cacheFolder, name)).catch(() => undefined)
  if (stored !== undefined) return deserialize(stored)
  const pages = await buildPages()
  // If the folder cannot be written to, the next start builds the pages again, which takes a second.
  await store(name, pages).catch(() => {})
  return pages
}

const hashOfSources = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(sources.map(filesBelow))).flat()) hash.update(file).update(await readFile(file))
  return hash.digest('hex').slice(0, 32)
}

const filesBelow = async (source: string): Promise<string[]> => {
  const path = sourcePath(source)
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
}

/**
 * Writes a temporary file and renames it, because several processes may start together. Removes the builds from other
 * sources.
 */
const store = async (name: string, pages: BuiltPages): Promise<void> => {
  await mkdir(cacheFolder, { recursive: true })
  const older = (await readdir(cacheFolder)).filter((file) => file !== name && !file.startsWith('new-'))
  const file = join(cacheFolder, `new-${randomUUID()}`)
  await writeFile(file, serialize(pages))
  await rename(file, join(cacheFolder, name))
  await Promise.all(older.map((each) => rm(join(cacheFolder, each), { force: true })))
}
