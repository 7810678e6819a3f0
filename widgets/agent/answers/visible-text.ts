/**
 * What a visitor typed, as something to look at. Text stays text, whatever it says (abuse case 28). Characters that nobody sees,
 * or that turn the text around them, are shown as marks, so that what the agent reads is what was typed: a card holder's name
 * with a right-to-left override in it must not read as another name.
 */
import { element } from '../../shared/dom.ts'

/**
 * Controls (Cc) but the line feed; format characters (Cf) but the joiners, without which Persian, Hindi and many emoji are
 * misspelt; the separators that break lines or nothing at all.
 */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0]/u
const shownAsIs = new Set(['\n', '\u200C', '\u200D'])

export const isUnseen = (character: string): boolean => unseen.test(character) && !shownAsIs.has(character)

/** Such as `U+202E`, the name that a person can look up. */
const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Fills the element with the text. Half a surrogate pair has no shape, so it is a mark, too. */
export const showText = (target: HTMLElement, text: string): void => {
  const parts: (Node | string)[] = []
  let run = ''
  for (const character of text) {
    if (!isUnseen(character) && character.isWellFormed()) {
      run += character
      continue
    }
    if (run !== '') parts.push(run)
    run = ''
    parts.push(element('span', { class: 'unseen' }, nameOf(character)))
  }
  if (run !== '') parts.push(run)
  target.replaceChildren(...parts)
}
