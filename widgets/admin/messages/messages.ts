/** Every message of the administration page. It is in English; another language is another file of this shape. */
import type { messages } from './en.ts'

export type Messages = typeof messages

export interface LabelAndHint {
  readonly label: string
  readonly hint: string
}
