/** The direction in which a language is written. Only some browsers know it from `Intl.Locale`, so the scripts are listed. */
const rightToLeftLanguages = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'])
const rightToLeftScripts = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

export interface Language {
  readonly language: string
  readonly script: string | undefined
  readonly region: string | undefined
  /** The tag without its extensions. */
  readonly baseName: string
}

/** What is no locale is of no language. */
export const languageOf = (locale: string): Language => {
  try {
    const { language, script, region, baseName } = new Intl.Locale(locale)
    return { language, script, region, baseName }
  } catch {
    return { language: '', script: undefined, region: undefined, baseName: '' }
  }
}

export const directionOf = (locale: string): 'ltr' | 'rtl' => {
  const { language, script } = languageOf(locale)
  const runsRight = script === undefined ? rightToLeftLanguages.has(language) : rightToLeftScripts.has(script)
  return runsRight ? 'rtl' : 'ltr'
}

/** Right-to-left letters, and the format characters that turn text around. */
const bidiCharacters = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * A name that goes into a sentence, kept from turning the sentence around (first strong isolate, Unicode 9, UAX 9). In a text
 * that runs from left to right throughout there is nothing to keep, and it stays as it is.
 */
export const bidiIsolate = (name: string, locale: string): string =>
  directionOf(locale) === 'rtl' || bidiCharacters.test(name) ? `\u2068${name}\u2069` : name
