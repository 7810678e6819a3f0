/** The types of the part of dynalite 4 that the embedded DynamoDB uses: its actions and its request validation. */
import type { Readable } from 'node:stream'
import type { Item, Reply, TableDescription } from './wire.ts'

export type Callback<Value = void> = (error?: Error | null, value?: Value) => void

/** One keyed collection: a table's rows, an index's rows, or the tables themselves. */
export interface Collection<Value> {
  lock(key: string, run: (release: <Held>(held: Held) => Held) => void): void
  get(key: string, callback: Callback<Value>): void
  put(key: string, value: Value, callback: Callback): void
  del(key: string, callback: Callback): void
  createKeyStream(range?: Range): Readable
  createValueStream(range?: Range): Readable
}

export interface Range {
  readonly gt?: string
  readonly gte?: string
  readonly lt?: string
  readonly lte?: string
  readonly limit?: number
  readonly reverse?: boolean
}

export interface Store {
  readonly options: {
    readonly maxItemSize: number
    readonly createTableMs: number
    readonly deleteTableMs: number
  }
  readonly tableDb: Collection<TableDescription> & { readonly awsAccountId: string; readonly awsRegion: string }
  getTable(name: string, checkStatus: boolean | Callback<TableDescription>, callback?: Callback<TableDescription>): void
  getItemDb(table: string): Collection<Item>
  getIndexDb(kind: string, table: string, index: string): Collection<Item>
  deleteItemDb(table: string, callback: Callback): void
  deleteIndexDb(kind: string, table: string, index: string, callback: Callback): void
  deleteTagDb(table: string, callback: Callback): void
}

/** A request after its validation. Its type is dynalite's own and opaque to us. */
export interface ValidatedRequest {
  readonly TableName?: string
}

export interface Checks {
  readonly types: object
  readonly custom?: (request: ValidatedRequest, store: Store) => string | undefined
}

export type Action = (store: Store, request: ValidatedRequest, callback: Callback<Reply>) => void
