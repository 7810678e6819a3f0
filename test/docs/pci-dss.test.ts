/** The page for assessors: each row of its table links to an existing test by its title. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const docs = new URL('../../docs/', import.meta.url)
const page = await readFile(new URL('pci-dss.md', docs), 'utf8')
const rows = page.split('\n').filter((line) => /^\| [\d., ]+ \|/.test(line))
const linksIn = (row: string) =>
  [...row.matchAll(/\[([^\]]+)\]\((\.\.\/test\/[^)]+)\)/g)].map(([, title = '', path = '']) => ({ title, path }))

/** The literals that a test file would have for this title. */
const isNamedIn = (source: string, title: string): boolean =>
  [`'${title}'`, `"${title}"`, `\`${title}\``].some((text) => source.includes(text))

test('every requirement in docs/pci-dss.md links to a test', () => {
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter((row) => linksIn(row).length === 0)).toEqual([])
})

test('every test that docs/pci-dss.md links to exists under the title in the link', async () => {
  const missing: string[] = []
  for (const { title, path } of rows.flatMap(linksIn)) {
    const source = await readFile(new URL(path, docs), 'utf8').catch(() => '')
    if (!isNamedIn(source, title)) missing.push(`${path}: ${title}`)
  }
  expect(missing).toEqual([])
})

test('docs/pci-dss.md does not claim compliance', () => {
  expect(page).toContain('designed to support')
  expect(page).not.toMatch(/\b(is|are|fully|makes you) compliant\b/i)
})
