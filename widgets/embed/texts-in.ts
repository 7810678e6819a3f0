/** The language of the texts that an embedding element shows itself. */

export interface TextsInLanguage<Texts> {
  readonly texts: Texts
  /** The language of `texts`. */
  readonly language: string
}

/** Returns the texts in the base language of `locale`, or the English texts if there are none in this language. */
export const textsIn = <Texts>(
  all: Readonly<Record<string, Texts>>,
  locale: string,
  english: Texts,
): TextsInLanguage<Texts> => {
  const language = locale.toLowerCase().split('-')[0] ?? ''
  const texts = Object.hasOwn(all, language) ? all[language] : undefined
  return texts === undefined ? { texts: english, language: 'en' } : { texts, language }
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he'])

export const directionIn = (language: string): 'ltr' | 'rtl' => (rightToLeft.has(language) ? 'rtl' : 'ltr')

/** Returns the `lang` of the element or of its nearest ancestor that has one. */
export const inheritedLanguage = (element: HTMLElement): string =>
  element.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
