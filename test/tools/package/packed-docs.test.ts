/** The README and the documentation in the package: their links, their commands, and what the code refers to. */
import { globSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isCommandName } from '../../../tools/package/package-commands.ts'
import { packedExamples, packedPages } from '../../../tools/package/write-docs.ts'

const root = resolve(import.meta.dirname, '../../..')
const pages = packedPages()
const files = [...pages.keys(), ...packedExamples(), 'LICENSE']

/** The anchors of a page, as npm and GitHub make them of its headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const links = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', anchor]) => ({
    page,
    target: path === '' ? page : posix.join(posix.dirname(page), path),
    anchor,
  })),
)

describe('the documentation in the package', () => {
  test('has only links to files that the package contains', () => {
    expect(links.length).toBeGreaterThan(100)
    const isPacked = (target: string) => files.some((file) => file === target || file.startsWith(`${target}/`))
    expect(links.filter(({ target }) => !isPacked(target))).toEqual([])
  })

  test('has only links to headings that exist', () => {
    const toHeadings = links.filter(({ anchor }) => anchor !== undefined)
    expect(toHeadings.length).toBeGreaterThan(10)
    expect(
      toHeadings.filter(({ target, anchor = '' }) => !anchorsOf(pages.get(target) ?? '').includes(anchor)),
    ).toEqual([])
  })

  test('is reachable from the README', () => {
    const reached = new Set(['README.md'])
    for (const page of reached)
      for (const link of links) if (link.page === page && pages.has(link.target)) reached.add(link.target)
    expect([...pages.keys()].filter((page) => !reached.has(page))).toEqual([])
  })

  test('names only commands of the package', () => {
    const named = [...pages.values()].flatMap((text) => [...text.matchAll(/npx sealform ([a-z][a-z-]*)/g)])
    expect(named.length).toBeGreaterThan(50)
    expect(named.map(([, name = '']) => name).filter((name) => !isCommandName(name))).toEqual([])
    const scripts = [...pages].filter(([, text]) =>
      /npm (start|run (deploy|token|synth|doctor)(?![:-]))|`-- --/.test(text),
    )
    expect(scripts.map(([page]) => page)).toEqual([])
  })

  test('contains every page that a message of the code refers to', () => {
    const sources = globSync('{bin,contracts,lambdas,lib,local,tools,widgets}/**/*.ts', { cwd: root })
    // These write a page of the repository. The package does not have them.
    const writers = ['bin/cost.ts', 'tools/cost/recorded-usage.ts', 'tools/package/write-docs.ts']
    const cited = sources
      .filter((source) => !writers.includes(source.replaceAll('\\', '/')))
      .flatMap((source) =>
        readFileSync(join(root, source), 'utf8')
          .replaceAll(/^\s*(\/\*\*|\*|\/\/).*$/gm, '')
          .match(/\bdocs\/[\w-]+\.md/g),
      )
      .filter((page) => page !== null)
    expect(cited.length).toBeGreaterThan(5)
    expect(cited.filter((page) => !pages.has(page))).toEqual([])
  })
})

describe('the README of the package', () => {
  const readme = pages.get('README.md') ?? ''

  test('starts from npm install, and shows every part of the package', () => {
    expect(/^```sh\n(.*)\n/m.exec(readme)?.[1]).toBe('npm install sealform')
    const shown = [
      'sealform start',
      'sealform token --local',
      'sealform embed-tags',
      'cdk deploy --all',
      'env',
      'accessToken',
    ]
    for (const part of [...shown, 'sealform/client', 'sealform/elements', 'sealform/elements/react', 'sealform/cdk'])
      expect(readme).toContain(part)
  })

  test('shows the app of test/packed/projects/cdk-app, which a test synthesises', () => {
    expect(readme).toContain(readFileSync(join(root, 'test/packed/projects/cdk-app/app.ts'), 'utf8'))
  })
})
