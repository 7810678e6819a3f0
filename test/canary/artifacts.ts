/** The places that a local run leaves something in. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Item } from '../../lambdas/adapters/dynamodb/items.ts'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { logRecords, tableEntries } from './leveldb-files.ts'
import type { Place } from './search.ts'

/** Every file of the data folder: its bytes, and what LevelDB's files say beneath their blocks and their compression. */
export const placesInFolder = (dataFolder: string): Place[] =>
  readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      const name = relative(dataFolder, path)
      const bytes = readFileSync(path)
      return [{ name, bytes }, ...beneath(name, bytes)]
    })

const beneath = (name: string, bytes: Buffer): Place[] => {
  // The manifest is written in the format of the logs.
  if (/\.log$|MANIFEST-/.test(name) && name.startsWith('dynamodb')) {
    return [{ name: `the records of ${name}`, bytes: logRecords(bytes) }]
  }
  return name.endsWith('.ldb') ? [{ name: `the entries of ${name}`, bytes: tableEntries(bytes) }] : []
}

/** Every item of every table: names, texts, numbers and bytes, whatever they lie in. */
export const placesInTables = (tables: ReadonlyMap<TableName, readonly Item[]>): Place[] =>
  [...tables].map(([table, items]) => ({
    name: `the table ${table}`,
    bytes: Buffer.concat(items.flatMap((item) => [...everything(item)].flatMap((bytes) => [bytes, separator]))),
  }))

const separator = Buffer.from('\n')

function* everything(value: unknown): Generator<Buffer> {
  if (value instanceof Uint8Array) {
    yield Buffer.from(value)
  } else if (typeof value === 'object' && value !== null) {
    const parts: Iterable<unknown> = value instanceof Set ? value : Object.entries(value).flat()
    for (const part of parts) yield* everything(part)
  } else {
    yield Buffer.from(String(value))
  }
}

export const placeOfText = (name: string, text: string): Place => ({ name, bytes: Buffer.from(text) })
