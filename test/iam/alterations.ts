/** The alterations of rows that the policies of the control zone allow, each with the roles that may make it. */
import { isDeepStrictEqual } from 'node:util'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { AlterableTable, Row } from './row-store.ts'
import { keyAttributesOf, type WriteGrant } from './writable-attributes.ts'

/** A row that a role may alter, and the rows from which it may copy. */
export interface Target {
  readonly name: string
  readonly table: AlterableTable
  readonly key: string
  readonly sources: Readonly<Record<string, Row | undefined>>
}

export interface Alteration {
  readonly table: AlterableTable
  readonly key: string
  readonly row: Row
  /** Such as `forms.sender of the victim's form: another agent's value, by PutItem of send-form`. */
  readonly name: string
  /** Such as `PutItem of send-form`. */
  readonly by: readonly string[]
  readonly attribute: string
}

const wrongType = (value: unknown): unknown => (typeof value === 'number' ? String(value) : 7)

const withValue = (row: Row, attribute: string, value: unknown): Row => {
  const { [attribute]: _, ...rest } = row
  return value === undefined ? rest : { ...rest, [attribute]: value }
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))

/** The values of one attribute: those of the other rows, none, and one of another type. */
const valuesFor = (target: Target, row: Row, attribute: string) => [
  ...Object.entries(target.sources).map(([what, source]) => [what, source?.[attribute]] as const),
  ['deleted', undefined] as const,
  ['a wrong type', wrongType(row[attribute])] as const,
]

function alterationsOf(target: Target, row: Row, grant: WriteGrant) {
  // A put replaces the row, so that only the attributes that it may write remain.
  const named = [...keyAttributesOf(grant.table), ...grant.attributes]
  const base = grant.action === 'PutItem' ? pick(row, named) : row
  const single = grant.attributes.flatMap((attribute) =>
    valuesFor(target, row, attribute).map(([what, value]) => ({
      ...{ attribute, what },
      row: withValue(base, attribute, value),
    })),
  )
  const whole = Object.entries(target.sources).map(([what, source]) => ({
    ...{ attribute: 'all at once', what },
    row: grant.attributes.reduce((altered, name) => withValue(altered, name, source?.[name]), base),
  }))
  return [...single, ...whole]
}

/** Each alteration once, with all roles that may make it; none without an effect. */
export function alterations(
  targets: readonly Target[],
  grants: readonly WriteGrant[],
  read: (table: AlterableTable, key: string) => Row | undefined,
): readonly Alteration[] {
  const found = new Map<string, Alteration & { readonly by: string[] }>()
  for (const target of targets) {
    const row = read(target.table, target.key)
    if (row === undefined) continue
    for (const grant of grants.filter(({ table }) => table === target.table)) {
      for (const { attribute, what, row: altered } of alterationsOf(target, row, grant)) {
        if (isDeepStrictEqual(altered, row)) continue
        const id = JSON.stringify([target.table, target.key, altered])
        const by = `${grant.action} of ${grant.role}`
        const known = found.get(id)
        if (known === undefined)
          found.set(id, {
            ...{ table: target.table, key: target.key, row: altered, attribute, by: [by] },
            name: `${target.table}.${attribute} of ${target.name}: ${what}`,
          })
        else if (!known.by.includes(by)) known.by.push(by)
      }
    }
  }
  return [...found.values()]
}

/** The control zone's grants to write attributes that decide over forms. */
export const controlZoneGrants = (
  grants: readonly WriteGrant[],
  isInPciZone: (role: string) => boolean,
  tables: readonly TableName[],
): readonly WriteGrant[] => grants.filter(({ role, table }) => !isInPciZone(role) && tables.includes(table))
