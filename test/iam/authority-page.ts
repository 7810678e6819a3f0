/** The tables of docs/authority.md, which `npm run authority` writes. */
import { resolve } from 'node:path'
import { type TableName, tableDefinitions, tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { synthesise } from '../lib/synthesised.ts'
import { effects } from './effects.ts'
import { functionPolicies } from './stage-policies.ts'
import { recordAttributesOf, type WriteGrant, writeGrantsOf } from './writable-attributes.ts'

export const pageFile = resolve(import.meta.dirname, '../../docs/authority.md')

/** Both stages grant the same (test/lib/grants.infra.test.ts). */
export const productionWriteGrants = (): readonly WriteGrant[] =>
  writeGrantsOf(functionPolicies(synthesise('production'), 'production'))

const admission = (grants: readonly WriteGrant[]): ReadonlySet<string> =>
  new Set(grants.filter(({ statement }) => statement === 'PeopleSignIn').map(({ role }) => role))

const auditWriters = (grants: readonly WriteGrant[]): ReadonlySet<string> =>
  new Set(grants.filter(({ table }) => table === 'audit').map(({ role }) => role))

/** Groups of roles that have a name, the largest first. */
const groupsOf = (grants: readonly WriteGrant[]) => [
  { name: 'each function that records', members: auditWriters(grants) },
  { name: 'each step of a person', members: admission(grants) },
]

const namesOf = (roles: ReadonlySet<string>, grants: readonly WriteGrant[]): string => {
  const group = groupsOf(grants).find(
    ({ members }) => members.size > 0 && [...members].every((role) => roles.has(role)),
  )
  const others = [...roles].filter((role) => !group?.members.has(role)).sort()
  return [...(group === undefined ? [] : [group.name]), ...others.map((role) => `\`${role}\``)].join(', ') || '–'
}

const rolesThat = (
  grants: readonly WriteGrant[],
  { table, action, attribute }: { table: TableName; action: WriteGrant['action']; attribute: string },
): ReadonlySet<string> =>
  new Set(
    grants
      .filter((grant) => grant.table === table && grant.action === action && grant.attributes.includes(attribute))
      .map(({ role }) => role),
  )

const attributesOf = (grants: readonly WriteGrant[], table: TableName): readonly string[] => [
  ...new Set([
    ...recordAttributesOf(table),
    ...grants.filter((grant) => grant.table === table).flatMap(({ attributes }) => attributes),
  ]),
]

/** Throws for an attribute without a described effect. */
function section(grants: readonly WriteGrant[], table: TableName): string {
  const rows = attributesOf(grants, table).map((attribute) => {
    const effect = effects[table][attribute]
    if (effect === undefined) throw new Error(`test/iam/effects.ts does not say what ${table}.${attribute} decides`)
    const [update, put] = (['UpdateItem', 'PutItem'] as const).map((action) =>
      namesOf(rolesThat(grants, { table, action, attribute }), grants),
    )
    return `| \`${attribute}\` | ${effect} | ${update} | ${put} |`
  })
  const { zone } = tableDefinitions[table]
  return [
    `### \`${table}\` (${zone === 'pci' ? 'PCI zone' : 'control zone'})`,
    '',
    '| attribute | what it decides | UpdateItem | PutItem |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** The page with its tables written again. Throws if a table marker is missing. */
export function withAuthorities(page: string, grants: readonly WriteGrant[]): string {
  const place = /(<!-- authorities: begin -->\n)[\s\S]*?(<!-- authorities: end -->)/
  if (!place.test(page)) throw new Error('the page has no place for the tables')
  const groups = groupsOf(grants).map(
    ({ name, members }) =>
      `*${name}*: ${[...members]
        .sort()
        .map((role) => `\`${role}\``)
        .join(', ')}.`,
  )
  const tables = [...tableList.map((table) => section(grants, table)), ...groups].join('\n\n')
  return page.replace(place, (_, begin: string, end: string) => `${begin}\n${tables}\n\n${end}`)
}
