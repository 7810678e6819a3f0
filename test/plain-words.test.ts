/** Comments and documentation do not use words that make texts hard to read. See CONTRIBUTING.md. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Each word with its replacement. */
const words: Readonly<Record<string, string>> = {
  told: 'notified, logged, returned, or given',
  tells: 'says, reports, logs, or distinguishes',
  nobody: 'no one, or the role that may not',
  somebody: 'a person, an agent, or another role',
  whoever: 'the role: the caller, the agent, the administrator',
  whatever: 'the thing itself, or “any”',
  anybody: 'anyone, or the role',
  everybody: 'everyone, or the role',
  anew: 'again, or from scratch',
}
const pattern = new RegExp(`\\b(${Object.keys(words).join('|')})\\b`, 'i')

const sources = ['contracts', 'lambdas', 'widgets', 'lib', 'local', 'bin', 'tools', 'bench', 'test/steps', 'test/kit']
const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/*.md', 'docs/contributing/*.md']

/** Pages that quote such a word in a column or a test title. */
const quotingPages = ['docs/pci-dss.md', 'docs/permissions.md']

const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*)/.test(line)

const marked = (file: string, isText: (line: string) => boolean): readonly string[] =>
  readFileSync(resolve(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (isText(line) && pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []))

test('no comment has a word to avoid', () => {
  const files = sources.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
  expect(files.length).toBeGreaterThan(500)
  expect(files.flatMap((file) => marked(file, isComment))).toEqual([])
})

test('no page has a word to avoid', () => {
  const files = globSync(pages, { cwd: root }).filter((file) => !quotingPages.includes(file.replaceAll('\\', '/')))
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap((file) => marked(file, () => true))).toEqual([])
})
