/** In which way a visitor writes numbers and dates: English is not written alike in London and in New York. */
import { languageOf } from './direction.ts'

/**
 * The first of the locales that is of the page's language and names a region; without one, the language itself. The form's own
 * locale comes first, then what the browser is set to. Without extensions: `Intl` throws a RangeError for a tag with two of them, and
 * the page adds its own.
 */
export const formatLocaleFor = (pageLocale: string, locales: readonly (string | undefined)[]): string => {
  const { language } = languageOf(pageLocale)
  for (const locale of locales) {
    const found = locale === undefined ? undefined : languageOf(locale)
    if (found?.region !== undefined && found.language === language) return found.baseName
  }
  return pageLocale
}
