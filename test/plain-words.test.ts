/** Names, comments, messages, test titles and documentation do not use words that make texts hard to read. See CONTRIBUTING.md. */
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
  afresh: 'again, or from scratch',
  hears: 'receives',
  heard: 'received, or announced',
  altogether: 'completely',
}
const pattern = new RegExp(`\\b(${Object.keys(words).join('|')})\\b`, 'i')

/** Further words that a name must not contain: it names what a thing is or does. */
const wordsOfNames = [
  ...Object.keys(words),
  ...['helper', 'helpers', 'misc', 'nowhere', 'outside', 'stuff', 'thing', 'things', 'util', 'utils', 'wanted'],
]

const sources = ['contracts', 'lambdas', 'widgets', 'lib', 'local', 'bin', 'tools', 'bench', 'test/steps', 'test/kit']
const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/{,contributing/,decisions/}*.md']

/** Texts for visitors and agents, whose wording is their translators'. */
const isTranslated = (file: string): boolean => /\/(messages|texts)\//.test(file)

const sourceFiles = sources
  .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
  .map((file) => file.replaceAll('\\', '/'))

const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*)/.test(line)

const marked = (file: string, isText: (line: string) => boolean): readonly string[] =>
  readFileSync(resolve(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (isText(line) && pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []))

/** `grantsHistoryAnew` and `grants-history-anew` are `grants`, `history` and `anew`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)

const hasWord = (name: string): boolean => wordsOf(name).some((word) => wordsOfNames.includes(word))

test('no comment has a word to avoid', () => {
  expect(sourceFiles.length).toBeGreaterThan(500)
  expect(sourceFiles.flatMap((file) => marked(file, isComment))).toEqual([])
})

test('no error, help text or other message has a word to avoid', () => {
  const files = sourceFiles.filter((file) => !isTranslated(file))
  expect(files.flatMap((file) => marked(file, (line) => !isComment(line)))).toEqual([])
})

test('no name of a declaration or a file has a word to avoid', () => {
  const declared = sourceFiles.flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(/\b(?:const|let|function|class|interface|type) (\w+)/g)].map(
      ([, name = '']) => ({ file, name }),
    ),
  )
  expect(declared.length).toBeGreaterThan(5_000)
  expect(declared.filter(({ name }) => hasWord(name))).toEqual([])
  expect(sourceFiles.filter(hasWord)).toEqual([])
})

/** The titles of tests and of their groups: literals in front of a function. */
const titlesOf = (file: string): readonly string[] =>
  [
    ...readFileSync(resolve(root, file), 'utf8').matchAll(
      /\(\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`),\s*(?:(?:\{[^{}]*\}|\w+),\s*)?(?:async\s*)?(?:\w+ =>|\([^()]*\) =>)/g,
    ),
  ].map(([, single, double, template]) => single ?? double ?? template ?? '')

test('no test title has a word to avoid', () => {
  const files = globSync('test/**/*.ts', { cwd: root })
  const titles = files.flatMap((file) => titlesOf(file).map((title) => ({ file, title })))
  expect(titles.length).toBeGreaterThan(2_000)
  expect(titles.filter(({ title }) => pattern.test(title))).toEqual([])
})

test('no documentation page, and no file name of one, has a word to avoid', () => {
  const files = globSync(pages, { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  expect(files.length).toBeGreaterThan(60)
  expect(files.filter(hasWord)).toEqual([])
  expect(files.flatMap((file) => marked(file, () => true))).toEqual([])
})
