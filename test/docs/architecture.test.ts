/** docs/architecture.md: its functions, folders and rules are those of the project. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

const page = read('docs/architecture.md')
const section = (heading: string): string => page.split(/^## /m).find((text) => text.startsWith(heading)) ?? ''

/** A function, or a method of a port, as the page links it. */
const functionLink = /\[`([A-Za-z]+)(?:\.([A-Za-z]+))?`\]\(([^)]+)\)/g

/** Whether a file exports a name, or an interface of that name with that method. */
const isExported = (file: string, name: string, method?: string): boolean => {
  const source = readFileSync(file, 'utf8')
  if (method === undefined) {
    return new RegExp(`^export (async )?(function|const|class|interface) ${name}\\b`, 'm').test(source)
  }
  const [, body = ''] = new RegExp(`^export interface ${name}\\b(.*?)^}`, 'ms').exec(source) ?? []
  return new RegExp(`^  ${method}\\(`, 'm').test(body)
}

test('every function that docs/architecture.md links to is exported by the linked file', () => {
  const named = [...page.matchAll(functionLink)].map(([, name = '', method, path = '']) => ({ name, method, path }))
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(({ name, method, path }) => !isExported(resolve(root, 'docs', path), name, method))).toEqual([])
})

test.each([
  ['The life of an answer', 'pci-zone/submit-form.ts'],
  ['The life of a one-time key', 'one-time-keys/one-time-key.ts'],
])('the section “%s” of docs/architecture.md is a list whose numbers have no gaps', (heading, file) => {
  const numbers = [...section(heading).matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
  expect(numbers.length).toBeGreaterThan(5)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(section(heading)).toContain(file)
})

test('the code map in docs/architecture.md lists exactly the folders that exist', () => {
  const ignored = new Set(read('.gitignore').split('\n'))
  const isFolder = (path: string) => statSync(resolve(root, path)).isDirectory() && !ignored.has(`${path}/`)
  const patterns = ['*', 'lambdas/**/*', 'lib/*', 'tools/*', 'test/*']
  const folders = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['node_modules'] }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isFolder)
  const mapped = [...section('Folders').matchAll(/^\| `([^`]+)` \|/gm)].map(([, folder = '']) => folder)
  expect(mapped.sort()).toEqual(folders.sort())
})

test('the invariants in docs/architecture.md have the names and the sentences of the import rules', async () => {
  const { ruleSet } = await extractOptions(resolve(root, '.dependency-cruiser.mjs'))
  const rules = (ruleSet?.forbidden ?? []).map(({ name, comment }) => [name, comment])
  const rows = [...section('Invariants').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, name, why]) => [name, why])
  expect(rules.length).toBeGreaterThan(30)
  expect(rows).toEqual(rules)
})
