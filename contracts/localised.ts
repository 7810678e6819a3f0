/** Texts in several languages: an object from locale to text. */
import * as z from 'zod/mini'
import { Locale } from './identifiers.ts'
import { countCodePoints, isPlainLine, isPlainText, notBlankLinePattern, notBlankTextPattern } from './plain-text.ts'

const notTooLong = (longest: number) =>
  z.refine<string>((text) => countCodePoints(text) <= longest, { params: { code: 'too-long' } })

const notBlank = z.refine<string>((text) => text.trim() !== '', { params: { code: 'too-short' } })

/** A text of one line, such as a title, a label or the text of a button. */
const Line = z
  .string()
  .check(
    z.refine(isPlainLine),
    notBlank,
    notTooLong(500),
    z.meta({ minLength: 1, maxLength: 500, pattern: notBlankLinePattern }),
  )

/** A text of one or more lines, such as a hint or an introduction. */
const Paragraphs = z
  .string()
  .check(
    z.refine(isPlainText),
    notBlank,
    notTooLong(4000),
    z.meta({ minLength: 1, maxLength: 4000, pattern: notBlankTextPattern }),
  )

/** One text per locale. The template's rules check that the template's default locale is among the keys. */
export const LocalisedText = z.record(Locale, Line)
export const LocalisedParagraphs = z.record(Locale, Paragraphs)

export type LocalisedText = z.infer<typeof LocalisedText>

const baseLanguage = (locale: string): string => locale.split('-')[0] ?? locale

/**
 * Returns the key of the text to show for `locale`. Prefers the same locale (ignoring case), then its base language,
 * then the default locale.
 */
export function bestLocale(text: LocalisedText, locale: string | undefined, defaultLocale: Locale): Locale {
  if (locale === undefined) return defaultLocale
  const requested = locale.toLowerCase()
  const offered = Object.keys(text)
  const named = (name: string) => offered.find((candidate) => candidate.toLowerCase() === name)
  return named(requested) ?? named(baseLanguage(requested)) ?? defaultLocale
}

/**
 * Returns the text to show for `locale`. There is always a text, because every parsed text includes the template's
 * default locale.
 */
export const textFor = (text: LocalisedText, locale: string | undefined, defaultLocale: Locale): string =>
  text[bestLocale(text, locale, defaultLocale)] ?? ''
