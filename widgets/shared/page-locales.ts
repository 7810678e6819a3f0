/** The languages of the pages' own messages. Template texts may be in other languages. */

/** Language tags (BCP 47). */
export const pageLocales = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ja',
  'ko',
  'zh-Hans',
  'ar',
  'he',
  'uk',
] as const
export type PageLocale = (typeof pageLocales)[number]

/**
 * Language tags that are not supported themselves, with the supported tag that replaces each. Old systems use `iw` for Hebrew.
 */
const localeAliases: Readonly<Record<string, PageLocale>> = { zh: 'zh-Hans', iw: 'he' }

const pageLocaleOf = (tag: string): PageLocale | undefined => {
  const requested = tag.toLowerCase()
  const [language = ''] = requested.split('-')
  const named = (name: string) => pageLocales.find((locale) => locale.toLowerCase() === name)
  return (
    named(requested) ??
    named(language) ??
    (Object.hasOwn(localeAliases, language) ? localeAliases[language] : undefined)
  )
}

/** Returns the first of the preferred languages (BCP 47 tags, best first) that the pages support, or English. */
export const pageLocaleFor = (preferred: readonly string[]): PageLocale => {
  for (const tag of preferred) {
    const locale = pageLocaleOf(tag)
    if (locale !== undefined) return locale
  }
  return 'en'
}

const rightToLeft: ReadonlySet<PageLocale> = new Set(['ar', 'he'])

export const directionOf = (locale: PageLocale): 'ltr' | 'rtl' => (rightToLeft.has(locale) ? 'rtl' : 'ltr')
