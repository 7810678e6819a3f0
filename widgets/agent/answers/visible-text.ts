/**
 * Displays what a visitor typed, always as text (abuse case 28). Invisible characters and characters that change the direction of
 * text are shown as marks, so that the agent sees what was typed. For example, a card holder's name with a right-to-left override
 * must not look like another name.
 */
import { element } from '../../shared/dom.ts'

/**
 * Control characters (Cc) except the line feed; format characters (Cf) except the joiners, which Persian, Hindi and many emoji
 * need; line and paragraph separators; invisible fillers.
 */
const invisibleCharacters = /[\p{Cc}\p{Cf}\u2028\u2029\u115F\u1160\u3164\uFFA0]/u
const shownAsIs = new Set(['\n', '\u200C', '\u200D'])

export const isInvisible = (character: string): boolean =>
  invisibleCharacters.test(character) && !shownAsIs.has(character)

/** Returns the code point, such as `U+202E`, which the agent can look up. */
const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Fills the element with the text. A lone surrogate has no glyph, so it is also shown as a mark. */
export const showText = (target: HTMLElement, text: string): void => {
  const parts: (Node | string)[] = []
  let run = ''
  for (const character of text) {
    if (!isInvisible(character) && character.isWellFormed()) {
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
