import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'
import { withCallableStep } from '../../../lib/edge/pages/page-sources.ts'
import { sourcePath } from '../../../lib/edge/pages/source-path.ts'

const sourcesIn = (folder: string) =>
  readdirSync(sourcePath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, source: readFileSync(sourcePath(`${folder}/${name}`), 'utf8') }))

const steps = sourcesIn('contracts/steps')

test('of each step, the pages contain the method, the path and the reply, and no more', () => {
  expect(steps.length).toBeGreaterThan(30)
  for (const { name, source } of steps) {
    const [, definition = ''] = /\bstep\(\{\n([\s\S]*?)\n\}\)/.exec(withCallableStep(source, name)) ?? []
    const properties = [...definition.matchAll(/^ {2}(\w+):/gm)].map(([, property]) => property)
    const route = definition.includes('...openFormRoute') ? [] : ['method', 'path']
    expect([name, properties]).toEqual([name, [...route, ...(name === 'erase.ts' ? ['body'] : []), 'reply']])
  }
})

test('the pages use no other property of a step', () => {
  const names = steps.flatMap(({ source }) => /export const (\w+) = step\(/.exec(source)?.[1] ?? [])
  const others = new RegExp(
    `\\b(?:${names.join('|')})\\.(?:name|summary|zone|caller|anyOf|pathParameters|query|body|success|refusals)\\b`,
    'g',
  )
  const uses = sourcesIn('widgets').flatMap(({ name, source }) =>
    name.startsWith('client') ? [] : [...source.matchAll(others)].map(([use]) => use),
  )
  expect(new Set(uses)).toEqual(new Set(['erase.body']))
})

test('the pages contain no documentation of the contract', async () => {
  const { files } = await buildPages()
  const pages = files.filter(({ path }) => /^\/assets\/(visitor|agent|admin)\.\w+\.js$/.test(path))
  expect(pages).toHaveLength(3)
  for (const { path, body } of pages) {
    const script = new TextDecoder().decode(body)
    expect([path, script.includes('Opens a form and binds it'), script.includes('minProperties')]).toEqual([
      path,
      false,
      false,
    ])
  }
})
