/**
 * The size of an item and the capacity that a request consumes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
import type { AttributeValue, Item } from './attribute-value.ts'

const kibibyte = 1024

/** Returns the size in bytes: the names and the values of all attributes. */
export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0)

const valueSize = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S)
  if ('N' in value) return numberSize(Number(value.N))
  if ('B' in value) return Buffer.byteLength(value.B, 'base64')
  if ('L' in value) return value.L.reduce((sum, member) => sum + 1 + valueSize(member), 3)
  if ('M' in value) return 3 + Object.keys(value.M).length + itemSize(value.M)
  return 1
}

/** A number takes a byte, a byte for each two of its digits, aligned to its decimal point, and one for a minus. */
const numberSize = (value: number): number => {
  if (value === 0) return 1
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '').length
  const isSplit = digits % 2 === 0 && Number(exponent) % 2 === 0
  return 1 + Math.ceil(digits / 2) + (isSplit ? 1 : 0) + (value < 0 ? 1 : 0)
}

/** Returns the write units of one item: those of the larger one of its old and its new version. */
export const writeUnits = (...versions: readonly (Item | undefined)[]): number =>
  Math.max(1, ...versions.map((item) => (item === undefined ? 1 : Math.ceil(itemSize(item) / kibibyte))))

/** Returns the read units of so many bytes that are read together. */
export const readUnits = (bytes: number, isConsistent: boolean | undefined): number =>
  Math.ceil(bytes / (4 * kibibyte)) / (isConsistent === true ? 1 : 2)

/** The units that the parts of a request consume, by table. */
export interface CapacityCount {
  add(table: string, units: number): void
  /** Returns the part of the reply, which is empty if the request did not ask for it. */
  list(): { ConsumedCapacity?: readonly { TableName: string; CapacityUnits: number }[] }
}

export const countCapacity = (asked: 'NONE' | 'TOTAL' | undefined): CapacityCount => {
  const unitsByTable = new Map<string, number>()
  return {
    add: (table, units) => void unitsByTable.set(table, (unitsByTable.get(table) ?? 0) + units),
    list: () =>
      asked === 'TOTAL'
        ? { ConsumedCapacity: [...unitsByTable].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) }
        : {},
  }
}

/** The part of the reply of a request to one table. It is empty if the request did not ask for it. */
export const consumedBy = (
  { TableName, ReturnConsumedCapacity }: { TableName: string; ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | undefined },
  units: () => number,
): { ConsumedCapacity?: { TableName: string; CapacityUnits: number } } =>
  ReturnConsumedCapacity === 'TOTAL' ? { ConsumedCapacity: { TableName, CapacityUnits: units() } } : {}
