/**
 * The languages of the pages' own words, and how a page comes by them: one module for each language, of which a browser loads
 * the one that it needs. The texts of templates are another matter: they come in the languages that their author wrote.
 */

/** BCP 47. English is in every page, so that there are words when nothing more can be loaded. */
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

/** Languages whose tag is not one of ours and whose readers are served by one all the same. `iw` is what old systems call Hebrew. */
const localeAliases: Readonly<Record<string, PageLocale>> = { zh: 'zh-Hans', iw: 'he' }

const pageLocaleOf = (tag: string): PageLocale | undefined => {
  const wanted = tag.toLowerCase()
  const [language = ''] = wanted.split('-')
  const named = (name: string) => pageLocales.find((locale) => locale.toLowerCase() === name)
  return (
    named(wanted) ?? named(language) ?? (Object.hasOwn(localeAliases, language) ? localeAliases[language] : undefined)
  )
}

/** The first of the wanted languages, given best first as BCP 47 tags, that the pages speak; else English. */
export const pageLocaleFor = (wanted: readonly string[]): PageLocale => {
  for (const tag of wanted) {
    const locale = pageLocaleOf(tag)
    if (locale !== undefined) return locale
  }
  return 'en'
}

const rightToLeft: ReadonlySet<PageLocale> = new Set(['ar', 'he'])

export const directionOf = (locale: PageLocale): 'ltr' | 'rtl' => (rightToLeft.has(locale) ? 'rtl' : 'ltr')

/** A module of each language but English; each exports `words`. */
export type MessageModules<Words> = Readonly<
  Record<Exclude<PageLocale, 'en'>, () => Promise<{ readonly messages: Words }>>
>

export interface LoadedMessages<Words> {
  /** The language that the words are in, for the `lang` of the page. */
  readonly locale: PageLocale
  readonly messages: Words
}

/** The words of a language; the English ones when its module cannot be loaded. Never rejects. */
export const loadMessages = async <Words>(
  locale: PageLocale,
  english: Words,
  modules: MessageModules<Words>,
): Promise<LoadedMessages<Words>> => {
  if (locale === 'en') return { locale, messages: english }
  try {
    return { locale, messages: (await modules[locale]()).messages }
  } catch {
    return { locale: 'en', messages: english }
  }
}
