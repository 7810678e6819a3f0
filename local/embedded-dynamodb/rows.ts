/** The items of one table, in an SQLite table of their own, sorted by their keys. */
import type { Item } from './attribute-value.ts'
import type { Database } from './database.ts'
import type { KeyOperator } from './expressions/key-condition.ts'

export interface Key {
  readonly partition: string | number
  /** An empty text in a table without a sort key. */
  readonly sort: string | number
}

/** Which items to read. Without a partition, those of the whole table. */
export interface RowRange {
  readonly partition?: string | number
  readonly sort?: { readonly operator: KeyOperator; readonly value: string | number }
  /** The key after which to start. */
  readonly after?: Key
  readonly backward?: boolean
}

export interface Rows {
  get(key: Key): Item | undefined
  put(key: Key, item: Item): void
  delete(key: Key): void
  /** Yields items in the order of their keys. The caller must not write before it has read the last item it needs. */
  range(range: RowRange): Iterable<Item>
  create(): void
  drop(): void
  /** Creates the index by which `expired` finds items, for this attribute with seconds since the epoch. */
  indexExpiry(attribute: string): void
  dropExpiryIndex(): void
  /** Returns some of the items that have expired, at most `limit`. */
  expired(attribute: string, nowSeconds: number, limit: number): readonly Item[]
}

export const rowsOf = (database: Database, tableName: string): Rows => {
  const table = `"items:${tableName}"`
  const index = `"expiry:${tableName}"`
  const run = (sql: string, ...values: (string | number)[]): void => void database.statement(sql).run(...values)
  return {
    get: ({ partition, sort }) => {
      const row = database.statement(`SELECT item FROM ${table} WHERE partition = ? AND sort = ?`).get(partition, sort)
      return row && itemIn(row)
    },
    put: ({ partition, sort }, item) =>
      run(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`, partition, sort, JSON.stringify(item)),
    delete: ({ partition, sort }) => run(`DELETE FROM ${table} WHERE partition = ? AND sort = ?`, partition, sort),
    *range(range) {
      const { where, values } = conditionOf(range)
      const order = range.backward ? 'DESC' : 'ASC'
      const sql = `SELECT item FROM ${table} ${where} ORDER BY partition ${order}, sort ${order}`
      for (const row of database.statement(sql).iterate(...values)) yield itemIn(row)
    },
    create: () =>
      run(
        `CREATE TABLE ${table} (partition NOT NULL, sort NOT NULL, item TEXT NOT NULL, PRIMARY KEY (partition, sort))`,
      ),
    drop: () => run(`DROP TABLE ${table}`),
    indexExpiry: (attribute) =>
      run(`CREATE INDEX ${index} ON ${table} (${expiryOf(attribute)}) WHERE ${expiryOf(attribute)} IS NOT NULL`),
    dropExpiryIndex: () => run(`DROP INDEX ${index}`),
    expired: (attribute, nowSeconds, limit) =>
      database
        .statement(`SELECT item FROM ${table} WHERE ${expiryOf(attribute)} <= ? LIMIT ?`)
        .all(nowSeconds, limit)
        .map(itemIn),
  }
}

const itemIn = (row: Record<string, unknown>): Item => JSON.parse(String(row.item))

/** The attribute's name is part of the SQL, because an index cannot have parameters. The caller has checked it. */
const expiryOf = (attribute: string): string => `CAST(item ->> '$."${attribute}".N' AS REAL)`

const conditionOf = ({
  partition,
  sort,
  after,
  backward,
}: RowRange): { where: string; values: (string | number)[] } => {
  const conditions: string[] = []
  const values: (string | number)[] = []
  const add = (condition: string, ...given: (string | number)[]): void => {
    conditions.push(condition)
    values.push(...given)
  }
  if (partition !== undefined) add('partition = ?', partition)
  if (sort?.operator === 'begins_with')
    add('sort >= ? AND substr(sort, 1, length(?)) = ?', sort.value, sort.value, sort.value)
  else if (sort !== undefined) add(`sort ${sort.operator} ?`, sort.value)
  const follows = backward ? '<' : '>'
  if (after !== undefined && partition !== undefined) add(`sort ${follows} ?`, after.sort)
  else if (after !== undefined) add(`(partition, sort) ${follows} (?, ?)`, after.partition, after.sort)
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values }
}
