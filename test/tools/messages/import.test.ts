import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { runMessages } from '../../../tools/messages/run-messages.ts'
import type { MessagesSettings } from '../../../tools/messages/settings.ts'
import { glossary } from '../../../widgets/visitor/messages/glossary.ts'

const root = mkdtempSync(join(tmpdir(), 'sealform-import-'))
const folder = join(root, 'widgets/visitor/messages')
const language = join(folder, 'pl.ts')
mkdirSync(folder, { recursive: true })
afterAll(() => rmSync(root, { recursive: true, force: true }))

const imports = `import type { Messages } from './messages.ts'
import { plural } from './plural.ts'
`
const english = `${imports}
export const messages: Messages = {
  // The title of the page.
  title: 'Send',
  sent: (site, time) => \`Sent to \${site} at \${time}\`,
  error: { atMost: plural('en', { one: '# sign', other: '# signs' }) },
}
`
const polish = `${imports}
/** A note about this language. */
export const messages: Messages = {
  // The title of the page.
  title: 'Wyślij',
  sent: (site, time) => \`\${time}: \${site}\`,
  error: { atMost: plural('pl', { one: '# znak', few: '# znaki', many: '# znaków', other: '# znaku' }) },
}
`

const interfaces = `
interface Errors {
  /** The answer is
   * too long. */
  readonly atMost: (count: number) => string
}
export interface Messages {
  readonly title: string
  /** After the form. */
  readonly sent: (site: string, time: string) => string
  readonly error: Errors & { readonly other?: string }
}
`

const settings: MessagesSettings = { action: 'export', page: 'visitor', locale: 'pl', file: join(root, 'pl.xliff') }

const run = (action: 'export' | 'import', more: Partial<MessagesSettings> = {}) => {
  const printed: string[] = []
  const code = runMessages({ ...settings, action, ...more }, (line) => printed.push(line), root)
  return { code, printed }
}
const changeXliff = (change: (xml: string) => string) =>
  writeFileSync(settings.file, change(readFileSync(settings.file, 'utf8')))

/** Returns a change of a unit's translation. */
const translating = (id: string, target: string) => (xml: string) =>
  xml.replace(new RegExp(`(id="${id}".*?)<target>.*?</target>`), (_, before: string) => `${before}${target}`)

beforeEach(() => {
  writeFileSync(join(folder, 'messages.ts'), interfaces)
  writeFileSync(join(folder, 'en.ts'), english)
  writeFileSync(language, polish)
  run('export')
})

describe('messages export', () => {
  test('names the placeholders, and has a unit for each plural form of the language', () => {
    const xml = readFileSync(settings.file, 'utf8')
    expect(xml).toContain('<source>Sent to {site} at {time}</source><target>{time}: {site}</target>')
    expect([...xml.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      ...['title', 'sent', 'error.atMost.one', 'error.atMost.few', 'error.atMost.many', 'error.atMost.other'],
    ])
    expect(xml).toContain('<source># signs</source><target># znaki</target>')
  })

  test('adds the comments of the messages and the terms of the glossary as notes', () => {
    const notes = [...readFileSync(settings.file, 'utf8').matchAll(/<note>(.*?)<\/note>/g)].map(([, note]) => note)
    const tooLong = 'The answer is too long.'
    expect(notes).toEqual([`Terms: send: ${glossary.pl.terms.send}.`, 'After the form.', ...Array(4).fill(tooLong)])
  })

  test('leaves out the translations that are missing', () => {
    rmSync(language)
    expect(run('export')).toEqual({ code: 0, printed: [`${settings.file}: 6 texts, of which 6 have no translation.`] })
    expect(readFileSync(settings.file, 'utf8')).not.toContain('<target')
  })

  test.each([
    [
      "title: 'Send'",
      `title: \`Send \${1 + 1}\``,
      'The message title cannot be exported: its template contains more than names.',
    ],
    ["title: 'Send'", 'title: 7', 'The message title cannot be exported: it contains no text.'],
    ["title: 'Send'", '...other', 'cannot be exported: it contains more than keys with values.'],
    ['export const messages', 'export const texts', 'The file exports no messages.'],
  ])('refuses %j written as %j', (before, after, sentence) => {
    writeFileSync(join(folder, 'en.ts'), english.replace(before, after))
    expect(() => run('export')).toThrow(sentence)
  })
})

describe('messages import', () => {
  test('writes a formatted language file that keeps the comment about the language', () => {
    changeXliff(translating('title', '<target state="translated">Wy&#x15B;lij `to` {</target>'.replace(' {', ' ’')))
    changeXliff((xml) => `\ufeff${xml.replace('<body>', '<body><!-- from a tool -->')}`)
    changeXliff(translating('sent', "<target><![CDATA[Do: {site}\u00a0({time}), it's]]></target>"))
    expect(run('import')).toEqual({
      code: 0,
      printed: ['widgets/visitor/messages/pl.ts: 6 texts. Check the types: npm run check.'],
    })
    expect(readFileSync(language, 'utf8')).toBe(`${imports}
/** A note about this language. */
export const messages: Messages = {
  // The title of the page.
  title: 'Wyślij \`to\` ’',
  sent: (site, time) => \`Do: \${site}\\u00a0(\${time}), it's\`,
  error: { atMost: plural('pl', { one: '# znak', few: '# znaki', many: '# znaków', other: '# znaku' }) },
}
`)
  })

  test('writes the file of a language that has none', () => {
    rmSync(language)
    expect(run('import').code).toBe(0)
    expect(readFileSync(language, 'utf8')).toContain("title: 'Wyślij'")
  })

  test.each([
    [translating('title', ''), 'title: it has no translation.'],
    [translating('title', '<target state="new"/>'), 'title: it has no translation.'],
    [translating('title', '<target><g id="1">Send</g></target>'), 'title: it has markup.'],
    [translating('title', '<target>&lt;b&gt;Send&lt;/b&gt;</target>'), 'title: it has markup.'],
    [translating('title', '<target>Send {now}</target>'), 'title: {now} is not a placeholder of this text.'],
    [translating('title', '<target>Send }</target>'), 'title: it has a brace without its partner.'],
    [translating('sent', '<target>{time}</target>'), 'sent: {site} is missing.'],
    [
      translating('error.atMost.few', '<target>kilka</target>'),
      'error.atMost.few: # is missing, which stands for the number.',
    ],
    [translating('error.atMost.few', '<target># z #</target>'), 'error.atMost.few: # may occur only once.'],
    [
      (xml: string) => xml.replace(/<trans-unit id="error.atMost.few".*/, ''),
      'error.atMost.few: this plural form is missing. The forms of pl are one, few, many, other.',
    ],
    [(xml: string) => xml.replace(/<trans-unit id="title".*/, ''), 'title: this unit is missing.'],
    [(xml: string) => xml.replace(/(<trans-unit id="title".*)/, '$1$1'), 'title: this unit occurs more than once.'],
    [
      (xml: string) => xml.replace('<source>Send</source>', '<source>Submit</source>'),
      'title: the English text is different now. Export it again.',
    ],
    [
      (xml: string) => xml.replace(/(<trans-unit id=")title(".*)/, '$1title$2$1heading$2'),
      'heading: no message has this id.',
    ],
  ])('refuses a file, case %#: %s', (change, problem) => {
    changeXliff(change)
    expect(run('import')).toEqual({
      code: 1,
      printed: [problem, `${settings.file}: nothing is imported. Problems: 1.`],
    })
    expect(readFileSync(language, 'utf8')).toBe(polish)
  })

  test('accepts a plural form without the number if it is the form of one number', () => {
    changeXliff(translating('error.atMost.one', '<target>jeden znak</target>'))
    expect(run('import').code).toBe(0)
  })

  test.each([
    [{ locale: 'de' }, /is the pl translation of widgets\/visitor\/messages\/en\.ts\.$/],
    [{ file: join(root, 'none.xliff') }, /^There is no file /],
    [{ file: language }, 'The file is not XLIFF 1.2, as npm run messages -- export writes it.'],
  ] as const)('names a file that is not the right one: %j', (more, sentence) => {
    expect(() => run('import', more)).toThrow(sentence)
  })
})
