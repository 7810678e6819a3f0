import { type PageLocale, pageLocales } from '../../widgets/shared/page-locales.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

const pages = ['visitor', 'agent', 'admin'] as const
export type Page = (typeof pages)[number]

export interface MessagesSettings {
  readonly action: 'export' | 'import'
  readonly page: Page
  readonly locale: PageLocale
  /** The path of the XLIFF file. */
  readonly file: string
}

export const usage = `Usage: npm run messages -- export --page <page> --locale <language> --file <file>
       npm run messages -- import --page <page> --locale <language> --file <file>

Exports the messages of a page as XLIFF 1.2, the format of translation tools. Imports the translated file: checks every
text, then writes the language file, widgets/<page>/messages/<language>.ts.

  --page     visitor, agent or admin
  --locale   the language, for example de. Its tag must be in widgets/shared/page-locales.ts
  --file     the XLIFF file to write or to read

  --help     print this text

Exit codes: 0 the file is written, 1 a text cannot be exported or imported and no file is written, 2 the command line is
wrong, or the XLIFF file is not the one that it describes.`

const options = { page: { type: 'string' }, locale: { type: 'string' }, file: { type: 'string' } } as const

/**
 * Parses the command line.
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[]): MessagesSettings => {
  const { values, positionals } = parseCommandLine(args, options, 1)
  const [action] = positionals
  if (action !== 'export' && action !== 'import')
    throw new UsageFailure('Specify export or import; --help shows the usage.')
  const page = pages.find((name) => name === values.page)
  if (page === undefined) throw new UsageFailure(`Specify one of the pages: --page ${pages.join('|')}.`)
  const locale = pageLocales.find((tag) => tag === values.locale)
  if (locale === undefined) throw new UsageFailure(`Specify one of the languages: --locale ${pageLocales.join('|')}.`)
  if (values.file === undefined) throw new UsageFailure('Specify the XLIFF file: --file <file>.')
  return { action, page, locale, file: values.file }
}
