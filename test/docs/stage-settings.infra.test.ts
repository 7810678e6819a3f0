/** The pages about settings and about CI name what the code has. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { stageOutputs } from '../../lib/stage-outputs.ts'
import { StageSettings } from '../../lib/stage-settings.ts'
import { stages, synthesise } from '../lib/synthesised.ts'

const root = resolve(import.meta.dirname, '../..')
const textOf = (page: string) => readFileSync(resolve(root, 'docs', page), 'utf8')
const namesIn = (row: string) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

test('docs/stage-settings.md lists every setting of a stage', () => {
  const [settings = ''] = textOf('stage-settings.md').split('\n## ', 1)
  const rows = [...settings.matchAll(/^\| (`[^|]*) \| /gm)].flatMap(([, names = '']) => namesIn(names))
  const top = rows.filter((name) => !name.includes('.'))
  expect(top.sort()).toEqual(Object.keys(StageSettings.shape).sort())
})

test('docs/stage-settings.md lists every output of a stage', () => {
  const rows = [...textOf('stage-settings.md').matchAll(/^\| `(\w+)` \| `([\w-]+)` \| /gm)]
  expect(rows.map(([, name, stack]) => [name, stack])).toEqual(
    Object.entries(stageOutputs).map(([name, { stack }]) => [name, stack]),
  )
})

const policies = stages.flatMap((stage) =>
  synthesise(stage).resources.filter(({ type }) => ['AWS::IAM::Role', 'AWS::IAM::Policy'].includes(type)),
)

const blocksOf = (page: string, language: string) =>
  [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code)

describe('docs/deploy-from-ci.md', () => {
  const page = 'deploy-from-ci.md'

  test('has a workflow whose environment is the one that the trust policy admits', () => {
    const Workflow = z.looseObject({
      permissions: z.record(z.string(), z.string()),
      jobs: z.record(z.string(), z.looseObject({ environment: z.string() })),
    })
    const [workflow, ...more] = blocksOf(page, 'yaml').map((code) => Workflow.parse(parse(code)))
    expect(more).toEqual([])
    expect(workflow?.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    const environments = Object.values(workflow?.jobs ?? {}).map(({ environment }) => environment)
    const [, trust = ''] = blocksOf(page, 'json')
    expect(trust).toMatch(new RegExp(`:sub": "repo:acme/sealform:environment:${environments.join()}"`))
  })

  test('has policies and settings that are JSON', () => {
    const blocks = blocksOf(page, 'json').map((code): unknown => JSON.parse(code))
    expect(blocks).toHaveLength(3)
    expect(StageSettings.shape.permissionsBoundary.parse(Object(blocks[0]).permissionsBoundary)).toBe(
      'sealform-boundary',
    )
    expect(StageSettings.shape.tags.parse(Object(blocks[0]).tags)).toEqual(Object(blocks[0]).tags)
  })

  test('lists every service that a role of a stage uses, for the permissions boundary', () => {
    const [, list = ''] = /actions of (.*?) –/s.exec(textOf(page)) ?? []
    const granted = policies.flatMap(({ properties }) =>
      JSON.stringify([properties.Policies, properties.PolicyDocument]).match(/"Action":(\[[^\]]*\]|"[^"]*")/g),
    )
    const used = new Set(granted.flatMap((each) => each?.match(/[a-z0-9-]+(?=:[A-Z])/g) ?? []))
    expect(namesIn(list)).toEqual([...used].sort())
  })
})
