/** Exports the messages of a page for a translator, and imports them. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageFailure } from '../usage-failure.ts'
import { translationProblems } from './check-translation.ts'
import { messageComments } from './message-comments.ts'
import { readLanguageFile } from './message-texts.ts'
import type { MessagesSettings } from './settings.ts'
import { translatorNote } from './translator-note.ts'
import { unitsOf } from './units.ts'
import { languageFileOf } from './write-language-file.ts'
import { readXliff, xliffOf } from './xliff.ts'

const repository = resolve(import.meta.dirname, '../..')

const languageFilePath = (page: string, locale: string): string => `widgets/${page}/messages/${locale.toLowerCase()}.ts`

const readIfExists = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/** Formats a source as it would be formatted at the path. */
const formatted = (source: string, path: string): string => {
  const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')
  return execFileSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${path}`], {
    cwd: repository,
    encoding: 'utf8',
    input: source,
    stdio: 'pipe',
  })
}

const readTranslation = ({ file, locale }: MessagesSettings, original: string) => {
  const xml = readIfExists(file)
  if (xml === undefined) throw new UsageFailure(`There is no file ${file}.`)
  const translation = readXliff(xml)
  if (translation.original !== original || translation.locale !== locale)
    throw new UsageFailure(`${file} is the ${translation.locale} translation of ${translation.original}.`)
  return translation
}

/**
 * Exports or imports the messages and returns the exit code.
 * @param print receives each line of the report
 * @param root the folder that contains `widgets`
 */
export const runMessages = (
  settings: MessagesSettings,
  print: (line: string) => void,
  root: string = repository,
): number => {
  const { action, page, locale, file } = settings
  const [original, path] = [languageFilePath(page, 'en'), languageFilePath(page, locale)]
  const english = readFileSync(join(root, original), 'utf8')
  const units = unitsOf(readLanguageFile(english).texts, locale)
  const current = readIfExists(join(root, path))

  if (action === 'export') {
    const texts = current === undefined ? [] : readLanguageFile(current).texts
    const targets = new Map(texts.map(({ id, text }) => [id, text]))
    const comments = messageComments(readFileSync(join(root, `widgets/${page}/messages/messages.ts`), 'utf8'))
    const exported = units.map((unit) => ({
      ...unit,
      target: targets.get(unit.id),
      note: translatorNote(unit, comments, locale),
    }))
    writeFileSync(file, xliffOf({ original, locale, units: exported }))
    const untranslated = units.filter(({ id }) => !targets.has(id)).length
    print(`${file}: ${units.length} texts, of which ${untranslated} have no translation.`)
    return 0
  }

  const translation = readTranslation(settings, original)
  const problems = translationProblems(units, translation.units, locale)
  if (problems.length > 0) {
    for (const problem of problems) print(problem)
    print(`${file}: nothing is imported. Problems: ${problems.length}.`)
    return 1
  }
  const texts = new Map(translation.units.map(({ id, target = '' }) => [id, target]))
  writeFileSync(join(root, path), formatted(languageFileOf(english, locale, texts, current), path))
  print(`${path}: ${units.length} texts. Check the types: npm run check.`)
  return 0
}
