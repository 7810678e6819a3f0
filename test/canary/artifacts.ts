/** The artifacts that a local run leaves. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Item } from '../../lambdas/adapters/dynamodb/request/item-kind.ts'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { logRecords, tableEntries } from './leveldb-files.ts'
import type { Artifact } from './search.ts'

/** Every file of the data folder: its bytes, and the decoded contents of LevelDB files. */
export const artifactsInFolder = (dataFolder: string): Artifact[] =>
  readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      const name = relative(dataFolder, path)
      const bytes = readFileSync(path)
      return [{ name, bytes }, ...decodedLevelDb(name, bytes)]
    })

const decodedLevelDb = (name: string, bytes: Buffer): Artifact[] => {
  // The manifest has the format of the logs.
  if (/\.log$|MANIFEST-/.test(name) && name.startsWith('dynamodb')) {
    return [{ name: `the records of ${name}`, bytes: logRecords(bytes) }]
  }
  return name.endsWith('.ldb') ? [{ name: `the entries of ${name}`, bytes: tableEntries(bytes) }] : []
}

/** Every item of every table: names, texts, numbers and bytes at any depth. */
export const artifactsInTables = (tables: ReadonlyMap<TableName, readonly Item[]>): Artifact[] =>
  [...tables].map(([table, items]) => ({
    name: `the table ${table}`,
    bytes: Buffer.concat(items.flatMap((item) => [...bytesOfValue(item)].flatMap((bytes) => [bytes, separator]))),
  }))

const separator = Buffer.from('\n')

function* bytesOfValue(value: unknown): Generator<Buffer> {
  if (value instanceof Uint8Array) {
    yield Buffer.from(value)
  } else if (typeof value === 'object' && value !== null) {
    const parts: Iterable<unknown> = value instanceof Set ? value : Object.entries(value).flat()
    for (const part of parts) yield* bytesOfValue(part)
  } else {
    yield Buffer.from(String(value))
  }
}

export const textArtifact = (name: string, text: string): Artifact => ({ name, bytes: Buffer.from(text) })
