import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import { fieldErrorCodes } from '../../../contracts/problem.ts'
import { questionTypes } from '../../../contracts/question-types.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'
import { dateExample, datePartsOf, expiryExample, numberExample } from '../../../widgets/visitor/examples.ts'
import { fieldErrorMessage } from '../../../widgets/visitor/field-error-message.ts'
import { bidiIsolate, directionOf } from '../../../widgets/visitor/messages/direction.ts'
import { formatLocaleFor } from '../../../widgets/visitor/messages/format-locale.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'

const today = Date.UTC(2030, 0, 15)
const languages = await Promise.all(
  pageLocales.map(async (locale) => [locale, await loadVisitorMessages([locale])] as const),
)

const takesCount = /\.(upTo|atLeast|atMost)$/

/** Every sentence of a language with its name; what takes a name or a number gets one. */
const sentences = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value(takesCount.test(path) ? 7 : 'Acme', 'Acme'))]]
  return Object.entries(value ?? {}).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`))
}

/** Spanish says *Error* and *No*, and German says *(optional)*, as English does, and a colon is a colon. */
const mayBeEnglish = /^Error: |^No$|^\(optional\)$|^Acme: Acme$/

describe.each(languages)('%s', (locale, words) => {
  test('is complete, and no text is still in English', async () => {
    const english = new Map(sentences(await loadVisitorMessages(['en'])))
    expect(words.locale).toBe(locale)
    const left = sentences(words).filter(
      ([path, text]) => locale !== 'en' && english.get(path) === text && !mayBeEnglish.test(text),
    )
    expect(left).toEqual([])
    expect(sentences(words).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('has every plural form that its grammar needs', () => {
    const rules = new Intl.PluralRules(locale)
    const numbers = new Intl.NumberFormat(locale)
    for (const count of [0, 1, 2, 3, 5, 11, 21, 22, 100, 400, 1_000_000]) {
      const said = words.errors.atMost(count)
      const isSpelled = said.includes(numbers.format(count)) || ['one', 'two'].includes(rules.select(count))
      expect(isSpelled, `${count}: ${said}`).toBe(true)
      expect(said).not.toContain('#')
    }
  })

  test('has a sentence for each error of each question type', () => {
    for (const type of questionTypes) {
      const question = {
        id: QuestionId.parse('q'),
        type,
        label: 'Label',
        required: true,
        masked: false,
        offTheRecord: false,
      }
      const said = fieldErrorCodes.map((code) =>
        fieldErrorMessage({ ...words, formatLocale: locale }, { question, code, typed: '', today }),
      )
      expect(said.every((sentence) => sentence.length > 3)).toBe(true)
    }
    const tooShort = {
      minLength: 5,
      type: 'text',
      label: 'L',
      required: true,
      masked: false,
      offTheRecord: false,
    } as const
    const said = fieldErrorMessage(
      { ...words, formatLocale: locale },
      { question: { ...tooShort, id: QuestionId.parse('q') }, code: 'too-short', typed: '', today },
    )
    expect(said).toContain(new Intl.NumberFormat(locale).format(5))
  })
})

test('French never starts a line with a colon or a question mark', async () => {
  const loose = sentences(await loadVisitorMessages(['fr'])).filter(([, text]) => / [:;?!»]/.test(text))
  expect(loose).toEqual([])
})

describe('a locale', () => {
  test('that the page does not have is replaced by the next locale that the visitor prefers', async () => {
    expect((await loadVisitorMessages(['eo', undefined, 'nl-BE'])).locale).toBe('nl')
  })

  test.each([
    ['ar-EG', 'rtl'],
    ['he', 'rtl'],
    ['fa', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ur-Latn', 'ltr'],
    ['ja', 'ltr'],
    ['no locale', 'ltr'],
  ])('%s has the text direction %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction)
  })

  test('isolates a name that is written in the other text direction', () => {
    expect(bidiIsolate('Acme', 'en')).toBe('Acme')
    expect(bidiIsolate('Acme', 'ar')).toBe('\u2068Acme\u2069')
    expect(bidiIsolate('\u202egnihtyna', 'en')).toBe('\u2068\u202egnihtyna\u2069')
  })
})

describe('numbers and dates', () => {
  test.each([
    ['en', ['month', 'day', 'year'], 'March 27, 1985', '12.50'],
    ['en-GB', ['day', 'month', 'year'], '27 March 1985', '12.50'],
    ['en-AU', ['day', 'month', 'year'], '27 March 1985', '12.50'],
    ['de', ['day', 'month', 'year'], '27. März 1985', '12,50'],
    ['ja', ['year', 'month', 'day'], '1985年3月27日', '12.50'],
    ['sv', ['year', 'month', 'day'], '27 mars 1985', '12,50'],
    ['ar', ['day', 'month', 'year'], '27 مارس 1985', '12.50'],
  ])('are formatted in %s by the rules of that language', (locale, order, date, number) => {
    expect(datePartsOf(locale)).toEqual(order)
    expect(dateExample(locale, {}, today)).toBe(date)
    expect(numberExample(locale)).toBe(number)
  })

  test('are formatted in the page’s language, for the region of the form or else of the browser', () => {
    expect(formatLocaleFor('en', ['en', 'de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
    expect(formatLocaleFor('en', ['en-IE', 'en-GB'])).toBe('en-IE')
    expect(formatLocaleFor('en', [undefined, 'en', 'en-AU', 'en'])).toBe('en-AU')
    expect(formatLocaleFor('en', ['en-AU', 'en', 'en-GB'])).toBe('en-AU')
    expect(formatLocaleFor('en', [undefined, 'en-GB', 'en-US'])).toBe('en-GB')
    expect(formatLocaleFor('de', ['de', 'en-GB'])).toBe('de')
  })

  // strange-v/RemoteWebViewServer#12, multi-os-engine#166, gadicc/meteor-messageformat#250.
  test.each(['en-US-u-mu-celsius', 'en-US-u-fw-mon', 'en-US-u-ca-buddhist-nu-arab', 'en-US-t-de', 'en-US-x-private'])(
    'ignore the extensions of the browser’s language tag %s, because `Intl` would refuse them next to the page’s own extensions',
    (tag) => {
      const locale = formatLocaleFor('en', [tag])
      expect(locale).toBe('en-US')
      expect(dateExample(locale, {}, today)).toBe('March 27, 1985')
      expect(numberExample(locale)).toBe('12.50')
    },
  )

  test.each(['C', 'en_US', 'en-US@posix', 'en-', '*', '', 'x'])('ignore %j, which is not a language tag', (tag) => {
    expect(formatLocaleFor('en', [tag, 'en-GB'])).toBe('en-GB')
    expect(formatLocaleFor('en', [tag])).toBe('en')
  })

  test.each([
    [{ latest: 'today' }, '27 March 1985'],
    [{ earliest: 'today' }, '27 March 2030'],
    [{ earliest: '2030-06-01' }, '27 March 2031'],
    [{ latest: '1950-01-31' }, '27 March 1949'],
    [{ earliest: '2030-06-01', latest: '2030-06-30' }, '1 June 2030'],
    [{ earliest: 'today', latest: 'today' }, '15 January 2030'],
  ])('have an example date that a question with %j accepts', (bounds, example) => {
    expect(dateExample('en-GB', bounds, Date.UTC(2030, 0, 15, 12))).toBe(example)
  })

  test('have an example expiry date that is in the future', () => {
    expect(expiryExample(Date.UTC(2030, 0, 31))).toBe('07/32')
    expect(expiryExample(Date.UTC(2031, 7, 31))).toBe('02/34')
  })
})
