/** The quiet line that an embedding element shows until its frame responds. It takes no room, so nothing moves when it disappears. */
import { directionIn } from './texts-in.ts'

export interface LoadingText {
  readonly text: string
  /** The language of the text. */
  readonly language: string
}

/** Creates the line. It has the colour of the page's text, which is readable on the page. */
export const createLoadingLine = ({ text, language }: LoadingText): HTMLElement => {
  const line = document.createElement('div')
  line.className = 'loading'
  line.role = 'status'
  line.lang = language
  line.dir = directionIn(language)
  line.textContent = text
  return line
}
