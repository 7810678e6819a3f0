import { element } from '../../shared/dom.ts'
import { directionOf } from './direction.ts'

/** A text of the form's author, such as a label. */
interface FormText {
  readonly text: string
  readonly locale: string
}

/**
 * A sentence of the page's own that names a text of the form's. Where the form is in another language the name is marked as of
 * that language, so that a screen reader says it as such (WCAG 3.1.2).
 */
export const markLanguageOfParts = (
  sentence: string,
  { text, locale }: FormText,
  pageLocale: string,
): readonly (string | HTMLElement)[] => {
  const [before = '', ...after] = sentence.split(text)
  if (locale === pageLocale || after.length === 0) return [sentence]
  return [before, element('span', { lang: locale, dir: directionOf(locale) }, text), after.join(text)]
}
