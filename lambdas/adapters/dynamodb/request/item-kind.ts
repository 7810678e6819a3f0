/** Converts a record to an item of its table, and parses such an item strictly. */
import * as z from 'zod/mini'
import { Fault } from '../../../core/fault.ts'

export type Item = Record<string, unknown>
export type ItemKey = Readonly<Record<string, string | number>>

export interface ItemKind<Table extends string, Ref, Stored extends Ref> {
  readonly table: Table
  keyOf(ref: Ref): ItemKey
  toItem(stored: Stored, sweepAt?: number): Item
  /** Throws `stored-item-malformed` if the item does not match the schema, or is stored under another record's key. */
  fromItem(item: Item): Stored
}

export function itemKind<Table extends string, Ref, Stored extends Ref>({
  table,
  schema,
  keyOf,
  besides = [],
}: {
  readonly table: Table
  readonly schema: z.core.$ZodType<Stored>
  readonly keyOf: (ref: Ref) => ItemKey
  /** The attributes that are stored in addition to the record, to form its key. */
  readonly besides?: readonly string[]
}): ItemKind<Table, Ref, Stored> {
  return {
    table,
    keyOf,
    toItem: (stored, sweepAt) => ({ ...stored, ...keyOf(stored), ...(sweepAt !== undefined && { sweepAt }) }),
    fromItem(item) {
      const fields = Object.entries(item).filter(([name]) => name !== 'sweepAt' && !besides.includes(name))
      const parsed = z.safeParse(schema, Object.fromEntries(fields))
      if (!parsed.success) throw new Fault('stored-item-malformed')
      const underItsKey = Object.entries(keyOf(parsed.data)).every(([name, value]) => item[name] === value)
      if (!underItsKey) throw new Fault('stored-item-malformed')
      return parsed.data
    },
  }
}
