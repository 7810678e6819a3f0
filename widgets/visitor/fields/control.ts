/** What every kind of input offers to the question around it. */
import type { LocalisedQuestion } from '../../../contracts/template.ts'
import type { LocalisedMessages } from '../messages/messages.ts'

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export interface Control {
  readonly nodes: readonly Node[]
  /** The first takes the focus. */
  readonly inputs: readonly Input[]
  /** One input under its label, or several under a legend: of which one is chosen, or which make up one answer. */
  readonly kind: 'input' | 'radios' | 'parts'
  /** A hint of the page's own, where the template gives none. */
  readonly hint?: string
  read(): string
  clear(): void
}

export interface FieldContext {
  readonly question: LocalisedQuestion
  /** Of the first input, for its label and for links. */
  readonly id: string
  /** The page's own judgement, not the form's mark. */
  readonly sealed: boolean
  readonly messages: LocalisedMessages
  /** Milliseconds since the epoch, by the service's clock. */
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
