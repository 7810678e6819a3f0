/** Every attribute of the vault's records, altered in every way. Generated from the schemas, to include new attributes. */
import { DataKeyRecord, SubmissionRecord } from '../../../../lambdas/pci-zone/vault/submissions.ts'

export type Row = Readonly<Record<string, unknown>>
export type VaultTable = 'submissions' | 'data-keys'

export interface Alteration {
  readonly table: VaultTable
  /** The attribute path, with a dot before a nested attribute. */
  readonly attribute: string
  readonly how: 'changed' | 'lowered' | 'removed' | 'of another type' | 'swapped'
  /** The row with this one attribute altered; `other` is the row of another submission. */
  apply(row: Row, other: Row): Row
}

const changed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')
  if (typeof value === 'number') return value + 1
  if (value instanceof Uint8Array) return value.map((byte, at) => (at === value.length >> 1 ? byte ^ 1 : byte))
  if (Array.isArray(value)) return [...value, 'pin']
  return { ...rowOf(value), subject: 'agent-9' }
}

const ofAnotherType = (value: unknown): unknown => (typeof value === 'string' ? 7 : 'seven')

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null
const rowOf = (value: unknown): Row => (isRow(value) ? value : {})

const without = (row: Row, name: string): Row => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name))

/** Alters an attribute of a row by its path. */
const altered = (row: Row, other: Row, path: readonly string[], how: Alteration['how']): Row => {
  const [name = '', ...inner] = path
  if (inner.length > 0) return { ...row, [name]: altered(rowOf(row[name]), rowOf(other[name]), inner, how) }
  if (how === 'removed') return without(row, name)
  const value = { changed, lowered: () => 0, 'of another type': ofAnotherType, swapped: () => other[name] }[how](
    row[name],
  )
  return { ...row, [name]: value }
}

const numbers = ['submittedAt', 'expiresAt', 'templateVersion']

const alterationsOf = (table: VaultTable, attributes: readonly string[]): Alteration[] =>
  attributes.flatMap((attribute) =>
    (['changed', 'lowered', 'removed', 'of another type', 'swapped'] as const)
      .filter((how) => how !== 'lowered' || numbers.includes(attribute))
      .map((how) => ({
        table,
        attribute,
        how,
        apply: (row, other) => altered(row, other, attribute.split('.'), how),
      })),
  )

export const alterations: readonly Alteration[] = [
  ...alterationsOf('submissions', [...Object.keys(SubmissionRecord.shape), 'sender.issuer', 'sender.subject']),
  ...alterationsOf('data-keys', Object.keys(DataKeyRecord.shape)),
]
