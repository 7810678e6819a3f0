/** The messages of each language use the terms of its glossary. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cardPayment } from '../../../lambdas/core/templates/shipped/card-payment.ts'
import { readLanguageFile } from '../../../tools/messages/message-texts.ts'
import { panelTextsFor } from '../../../widgets/embed/panel-texts.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'
import { glossary } from '../../../widgets/visitor/messages/glossary.ts'

const textsOf = (page: string, locale: string): readonly string[] => {
  const file = resolve(import.meta.dirname, `../../../widgets/${page}/messages/${locale.toLowerCase()}.ts`)
  return readLanguageFile(readFileSync(file, 'utf8')).texts.map(({ text }) => text)
}

const hasTerm = (text: string, term: string, locale: string): boolean =>
  text.toLocaleLowerCase(locale).includes(term.toLocaleLowerCase(locale))

/** True if the text contains the word, or another form of it that begins in the same way. */
const hasWord = (text: string, word: string): boolean => new RegExp(`(?<!\\p{L})${word}`, 'iu').test(text)
/** These languages write words without spaces, or join an article to them. */
const joinsWords = ['ja', 'ko', 'zh-Hans', 'ar', 'he']

const usesOf = (texts: readonly string[], locale: (typeof pageLocales)[number]): readonly string[] =>
  texts.filter((text) =>
    glossary[locale].notUsed.some((word) => (joinsWords.includes(locale) ? text.includes(word) : hasWord(text, word))),
  )

describe.each(pageLocales)('the glossary of %s', (locale) => {
  const { terms, notUsed } = glossary[locale]
  const texts = textsOf('visitor', locale)

  test('has the terms that the messages use', () => {
    expect(Object.values(terms).filter((term) => !texts.some((text) => hasTerm(text, term, locale)))).toEqual([])
  })

  test('has words that no message uses', () => {
    expect(notUsed.length).toBeGreaterThan(0)
    expect(usesOf(texts, locale)).toEqual([])
  })

  test('has the terms in the labels of the shipped card form', () => {
    const labels = cardPayment.questions.map(({ label }) => Object(label)[locale])
    const { cardNumber, expiryDate, securityCode } = terms
    expect(
      [cardNumber, expiryDate, securityCode].filter((term) => !labels.some((label) => hasTerm(label, term, locale))),
    ).toEqual([])
  })
})

test('German says Chat in the agent panel and in the titles of the frames, too', () => {
  const texts = [...textsOf('agent', 'de'), ...Object.values(panelTextsFor('de').texts)]
  expect(texts.filter((text) => /Gespräch|Unterhaltung/.test(text))).toEqual([])
  expect(texts.filter((text) => /Chat/.test(text)).length).toBeGreaterThan(5)
})
