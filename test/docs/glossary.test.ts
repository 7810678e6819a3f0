/** docs/glossary.md: its table is complete, and it quotes the texts that agents and visitors see. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { formStatuses } from '../../contracts/form-view.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

const rows = read('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').slice(1, -1))
const terms = rows.map(([term = '']) => term.trim())

test('every term in the glossary has six table cells and is defined once', () => {
  expect(terms.length).toBeGreaterThan(50)
  expect(rows.filter((cells) => cells.length !== 6 || cells.some((cell) => cell.trim() === ''))).toEqual([])
  expect(terms).toEqual([...new Set(terms)])
})

test('every status of a form is a term in the glossary', () => {
  expect(formStatuses.filter((status) => !terms.includes(`form: ${status}`))).toEqual([])
})

test.each([
  ['agents', 3, 'widgets/agent/messages/en.ts'],
  ['visitors', 4, 'widgets/visitor/messages/en.ts'],
])('the glossary’s texts for %s are quoted from the messages of their page', (_, column, messages) => {
  const source = read(messages)
  const quoted = rows.flatMap((cells) => [...(cells[column] ?? '').matchAll(/“([^”]+)”/g)].map(([, text = '']) => text))
  expect(quoted.length).toBeGreaterThan(15)
  expect(quoted.filter((text) => !source.includes(text))).toEqual([])
})
