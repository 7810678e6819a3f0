/** The interface that every kind of input provides to its question field. */
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import type { LocalisedMessages } from '../messages/messages.ts'

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export interface Control {
  readonly nodes: readonly Node[]
  /** The inputs. The first input receives the focus. */
  readonly inputs: readonly Input[]
  /**
   * Either one input with a label, or several inputs with a legend. Several inputs are radio buttons or the parts of one answer.
   */
  readonly kind: 'input' | 'radios' | 'parts'
  /** The page's own hint, used if the template has none. */
  readonly hint?: string
  read(): string
  clear(): void
}

export interface FieldContext {
  readonly question: LocalisedQuestion
  /** The id of the first input, for its label and for links. */
  readonly id: string
  /** True if `trustForm` requires the answer to be sealed, regardless of the form's own mark. */
  readonly sealed: boolean
  readonly messages: LocalisedMessages
  /** The current time by the service's clock, in milliseconds since the epoch. */
  readonly today: number
}

export const singleInputControl = (
  input: Input,
  options: { nodes?: readonly Node[]; hint?: string | undefined } = {},
): Control => ({
  nodes: options.nodes ?? [input],
  inputs: [input],
  kind: 'input',
  ...(options.hint !== undefined && { hint: options.hint }),
  read: () => input.value,
  clear: () => {
    input.value = ''
  },
})
