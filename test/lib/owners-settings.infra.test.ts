/** The settings by which an organisation applies its rules to a stage: a permissions boundary and tags. */
import { Stack, TagManager } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type StageName, type Synthesised, stages, synthesise } from './synthesised.ts'

const boundary = 'arn:aws:iam::111122223333:policy/limits'
const tags = { team: 'chat', 'cost-centre': '42 / payments' }
const without = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const withBoth = {
  demo: synthesise('demo', { permissionsBoundary: 'limits', tags }),
  production: synthesise('production', { permissionsBoundary: boundary, tags }),
} satisfies Record<StageName, unknown>

const pathsOf = ({ resources }: Synthesised) => resources.map(({ stack, id, type }) => `${stack}/${id} ${type}`)

const TagList = z.union([
  z.pipe(
    z.array(z.object({ Key: z.string(), Value: z.string() })),
    z.transform((list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]))),
  ),
  z.record(z.string(), z.string()),
])

/** The CDK names properties with a small first letter. */
const propertyOf = ({ tagPropertyName }: TagManager) => tagPropertyName.replace(/^./, (first) => first.toUpperCase())

/** The tags of each resource whose type can have tags. */
const taggedIn = ({ app, resources }: Synthesised) => {
  const byId = new Map(resources.map((each) => [`${each.stack}/${each.id}`, each]))
  return app.node.findAll().flatMap((construct) => {
    const manager = TagManager.of(construct)
    if (manager === undefined || construct instanceof Stack || !('logicalId' in construct)) return []
    const { node } = Stack.of(construct)
    const found = byId.get(`${node.id}/${Stack.of(construct).resolve(construct.logicalId)}`)
    return [{ path: construct.node.path, tags: TagList.parse(found?.properties[propertyOf(manager)] ?? []) }]
  })
}

describe.each(stages)('a permissions boundary and tags in %s', (stage) => {
  test('limit every role by the boundary', () => {
    const roles = withBoth[stage].all('AWS::IAM::Role')
    expect(roles.length).toBeGreaterThan(50)
    expect(roles.filter(({ properties }) => properties.PermissionsBoundary !== boundary)).toEqual([])
  })

  test('reach every resource that can have tags, in addition to the tags of the service', () => {
    const tagged = taggedIn(withBoth[stage])
    expect(tagged.length).toBeGreaterThan(150)
    expect(tagged.filter((each) => !isTaggedWith({ service: 'sealform', stage, ...tags }, each.tags))).toEqual([])
  })

  test('create, rename and replace no resource', () => {
    expect(pathsOf(withBoth[stage])).toEqual(pathsOf(without[stage]))
  })

  test('are absent by default', () => {
    expect(without[stage].all('AWS::IAM::Role').filter((each) => 'PermissionsBoundary' in each.properties)).toEqual([])
    expect(taggedIn(without[stage]).filter((each) => 'team' in each.tags)).toEqual([])
  })
})

const isTaggedWith = (wanted: object, actual: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([key, value]) => actual[key] === value)
