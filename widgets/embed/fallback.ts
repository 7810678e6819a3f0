/** The text that an embedding element shows in place of a frame that cannot be shown. */
import { directionIn } from './texts-in.ts'

export interface FallbackSettings {
  readonly text: string
  /** The language of the text and of the link. */
  readonly language: string
  /** A page to offer instead. It opens in a new tab, which gets no reference to this page. */
  readonly link?: { readonly address: string; readonly label: string }
}

/**
 * Creates the fallback. Screen readers announce it because of its role. It uses system colours, so that it is readable on light
 * and dark pages with every accent.
 */
export const createFallback = ({ text, language, link }: FallbackSettings): HTMLElement => {
  const fallback = document.createElement('div')
  fallback.className = 'fallback'
  fallback.role = 'alert'
  fallback.lang = language
  fallback.dir = directionIn(language)
  const sentence = document.createElement('p')
  sentence.textContent = text
  fallback.append(sentence)
  if (link === undefined) return fallback
  const anchor = document.createElement('a')
  anchor.href = link.address
  anchor.target = '_blank'
  anchor.rel = 'noopener noreferrer'
  anchor.textContent = link.label
  fallback.append(anchor)
  return fallback
}
