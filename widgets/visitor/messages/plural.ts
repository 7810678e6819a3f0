/** Counts in a language's own grammar: Polish has three plurals for what English says in two, Arabic five, Japanese none. */

import type { PageLocale } from '../../shared/page-locales.ts'

/** The plural categories of each language (CLDR), so that a missing form does not compile. */
interface Categories extends Record<PageLocale, Intl.LDMLPluralRule> {
  readonly en: 'one' | 'other'
  readonly de: 'one' | 'other'
  readonly fr: 'one' | 'many' | 'other'
  readonly es: 'one' | 'many' | 'other'
  readonly it: 'one' | 'many' | 'other'
  readonly pt: 'one' | 'many' | 'other'
  readonly nl: 'one' | 'other'
  readonly pl: 'one' | 'few' | 'many' | 'other'
  readonly sv: 'one' | 'other'
  readonly tr: 'one' | 'other'
  readonly ja: 'other'
  readonly ko: 'other'
  readonly 'zh-Hans': 'other'
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
  readonly he: 'one' | 'two' | 'other'
  readonly uk: 'one' | 'few' | 'many' | 'other'
}

/**
 * `#` stands for the number, written as the language writes numbers. The rules of the language are loaded with the first count,
 * because that takes a slow phone about 70 ms and most forms show no count.
 */
export const plural = <Locale extends PageLocale>(
  locale: Locale,
  forms: Readonly<Record<Categories[Locale], string>>,
): ((count: number) => string) => {
  const byCategory = new Map<string, string>(Object.entries(forms))
  return (count) => {
    const category = new Intl.PluralRules(locale).select(count)
    const form = byCategory.get(category) ?? byCategory.get('other') ?? '#'
    return form.replace('#', new Intl.NumberFormat(locale).format(count))
  }
}
