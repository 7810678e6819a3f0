/** The artifacts that a local run leaves. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Item } from '../../lambdas/adapters/dynamodb/request/item-kind.ts'
import { type TableName, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { databaseFolder } from '../../local/data-folder.ts'
import { databaseFileName } from '../../local/embedded-dynamodb/database.ts'
import type { Artifact } from './search.ts'

/** Every file of the data folder. */
export const artifactsInFolder = (dataFolder: string): Artifact[] =>
  readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { name: relative(dataFolder, path), bytes: readFileSync(path) }
    })

/**
 * The length of the longest item in the database. Items that are shorter than a page are stored in one piece, so that a
 * search of the file finds all of their texts. Templates may be longer: they contain nothing that belongs to one form.
 */
export const longestItem = (dataFolder: string): number => {
  const database = new DatabaseSync(join(databaseFolder(dataFolder), databaseFileName), { readOnly: true })
  const lengths = tableList
    .filter((table) => table !== 'templates')
    .map((table) =>
      Number(database.prepare(`SELECT max(length(item)) AS length FROM "items:sealform-${table}"`).get()?.length),
    )
  database.close()
  return Math.max(...lengths)
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
