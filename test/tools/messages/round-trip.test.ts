/** Every language survives the way to a translator and back. */
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { translationProblems } from '../../../tools/messages/check-translation.ts'
import { readLanguageFile } from '../../../tools/messages/message-texts.ts'
import { unitsOf } from '../../../tools/messages/units.ts'
import { languageFileOf } from '../../../tools/messages/write-language-file.ts'
import { readXliff, xliffOf } from '../../../tools/messages/xliff.ts'
import { adminLanguages } from '../../../widgets/admin/messages/languages.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'sealform-messages-'))
beforeAll(() => {
  for (const page of ['visitor', 'agent', 'admin']) mkdirSync(join(folder, page))
  copyFileSync(join(root, 'widgets/visitor/messages/plural.ts'), join(folder, 'visitor/plural.ts'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const languages = [
  ...['visitor', 'agent'].flatMap((page) => pageLocales.map((locale) => ({ page, locale }))),
  ...adminLanguages.map((locale) => ({ page: 'admin', locale })),
]

const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000]

/** Every text of messages with its key. A function is called with names and with each count. */
const evaluated = (value: unknown, key = ''): readonly string[] => {
  if (typeof value === 'string') return [`${key}: ${value}`]
  if (typeof value === 'function')
    return [['Acme', 'Beta'], [7, 9], ...counts.map((count) => [count])].map((args) => `${key}: ${value(...args)}`)
  return Object.entries(value ?? {}).flatMap(([name, inner]) => evaluated(inner, `${key}.${name}`))
}

const messagesOf = async (file: string): Promise<readonly string[]> => evaluated((await import(file)).messages)

test.each(languages)(
  'the $locale messages of the $page page are the same after export and import',
  async ({ page, locale }) => {
    const messages = join(root, 'widgets', page, 'messages')
    const current = join(messages, `${locale.toLowerCase()}.ts`)
    const [english, source] = [readFileSync(join(messages, 'en.ts'), 'utf8'), readFileSync(current, 'utf8')]
    const units = unitsOf(readLanguageFile(english).texts, locale)
    const targets = new Map(readLanguageFile(source).texts.map(({ id, text }) => [id, text]))
    const exported = xliffOf({
      original: 'en.ts',
      locale,
      units: units.map((unit) => ({ ...unit, target: targets.get(unit.id) })),
    })

    const { units: translated } = readXliff(exported)
    expect(translationProblems(units, translated, locale)).toEqual([])
    const texts = new Map(translated.map(({ id, target = '' }) => [id, target]))
    const file = join(folder, page, basename(current))
    writeFileSync(file, languageFileOf(english, locale, texts, source))

    const expected = await messagesOf(current)
    expect(expected.length).toBeGreaterThan(70)
    expect(await messagesOf(file)).toEqual(expected)
  },
)

test('every language file of the pages is part of this test', () => {
  const files = globSync('widgets/{visitor,agent,admin}/messages/*.ts', { cwd: root }).filter((file) =>
    /^export const messages\b/m.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(files.length).toBe(languages.length)
})
