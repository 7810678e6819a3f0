/** Every message of the administration page. Each language is a file of this type. */
import type { messages } from './en.ts'

export type Messages = typeof messages

export interface LabelAndHint {
  readonly label: string
  readonly hint: string
}
