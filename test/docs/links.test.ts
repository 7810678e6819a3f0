/** Every page of the project: its links point to existing files and headings, and the paths and commands that it names exist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const pages = ['*.md', '.github/*.md', 'docs/**/*.md'].flatMap((pattern) => globSync(pattern, { cwd: root }))
const textOf = (page: string): string => readFileSync(resolve(root, page), 'utf8')
const Package = z.object({ scripts: z.record(z.string(), z.string()) })
const { scripts } = Package.parse(JSON.parse(textOf('package.json')))

/** Inline code that is a path below a top folder, without a placeholder. */
const namedPath = /`((?:bench|bin|contracts|docs|lambdas|lib|local|test|tools|widgets)\/[\w./-]*)`/g

const inEachPage = (find: (text: string) => readonly string[]) =>
  pages.flatMap((page) => find(textOf(page)).map((found) => ({ page, found })))
const matchesOf = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string): readonly string[] =>
  matchesOf(/^#{1,6} (.+)$/gm)(textOf(page)).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

const links = inEachPage(matchesOf(/\]\((?!https?:)([^)\s]+)[^)]*\)/g)).map(({ page, found }) => {
  const [path = '', anchor] = found.split('#')
  return { page, link: found, target: path === '' ? resolve(root, page) : resolve(root, dirname(page), path), anchor }
})

test('every link in the documentation points to an existing file', () => {
  expect(links.length).toBeGreaterThan(150)
  expect(links.filter(({ target }) => !existsSync(target))).toEqual([])
})

test('every link to a heading in the documentation points to an existing heading', () => {
  const toHeadings = links.filter(({ anchor, target }) => anchor !== undefined && target.endsWith('.md'))
  expect(toHeadings.length).toBeGreaterThan(5)
  expect(toHeadings.filter(({ target, anchor = '' }) => !anchorsOf(target).includes(anchor))).toEqual([])
})

/** As GitHub derives the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

test('every anchor in a link matches a heading on the linked page', () => {
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)].map(([, link = '', anchor = '']) => {
      const target = link === '' ? page : relative(root, resolve(root, dirname(page), link))
      return { page, target, anchor }
    }),
  )
  const anchorsOf = (page: string) =>
    [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  expect(links.length).toBeGreaterThan(8)
  expect(links.filter(({ target, anchor }) => !anchorsOf(target).includes(anchor))).toEqual([])
})

test('every path that the documentation mentions exists', () => {
  const named = inEachPage(matchesOf(namedPath))
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter(({ found }) => !existsSync(resolve(root, found)))).toEqual([])
})

test('every npm command in the documentation is in package.json', () => {
  const named = inEachPage(matchesOf(/\bnpm run (?:-s )?([a-z][a-z:-]*[a-z])/g))
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(({ found }) => !(found in scripts))).toEqual([])
})

test('every path that a command in the documentation passes to vitest or node exists', () => {
  const commands = inEachPage(matchesOf(/\b((?:npx vitest|node) [^`\n]+)/g))
  const given = commands.flatMap(({ page, found }) =>
    (found.match(/(?<= )(?:test|bin)\/[\w./-]+/g) ?? []).map((path) => ({ page, path })),
  )
  expect(given.length).toBeGreaterThan(10)
  expect(given.filter(({ path }) => !existsSync(resolve(root, path)))).toEqual([])
})

test('docs/README.md links to every page in docs', () => {
  const led = links.filter(({ page }) => page === 'docs/README.md').map(({ target }) => target)
  const all = globSync('docs/{,contributing/}*.md', { cwd: root }).filter((page) => page !== 'docs/README.md')
  expect(all.length).toBeGreaterThan(15)
  expect(all.filter((page) => !led.includes(resolve(root, page)))).toEqual([])
})
