/** Every page of the project: its links lead to files, and the paths that it names exist. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const pages = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })]
const textOf = (page: string): string => readFileSync(resolve(root, page), 'utf8')

/** Inline code that is a path below a top folder, without a placeholder. */
const namedPath = /`((?:bench|bin|contracts|docs|lambdas|lib|local|test|tools|widgets)\/[\w./-]*)`/g

test('every link of a page leads to a file', () => {
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => ({ page, link })),
  )
  expect(links.length).toBeGreaterThan(150)
  expect(links.filter(({ page, link }) => !existsSync(resolve(root, dirname(page), link)))).toEqual([])
})

/** As GitHub derives the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

test('every anchor of a link is a heading of its page', () => {
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

test('every path that a page names exists', () => {
  const named = pages.flatMap((page) => [...textOf(page).matchAll(namedPath)].map(([, path = '']) => ({ page, path })))
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter(({ path }) => !existsSync(resolve(root, path)))).toEqual([])
})
