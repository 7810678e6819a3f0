/** One side's view of the conversation. The visitor's view shows forms, and the agent's view shows their states. */
import { element } from '../../../widgets/shared/dom.ts'
import type { ChatEntry, FormCard } from './conversation.ts'
import { scrollIntoView } from './scroll-into-view.ts'

export interface Transcript {
  add(entry: ChatEntry): void
  /** Adds a line about the conversation that neither side has written. */
  note(text: string): void
}

export const createTranscript = (
  root: HTMLElement,
  side: 'agent' | 'visitor',
  showForm: (card: FormCard) => HTMLElement,
): Transcript => {
  const add = (...elements: HTMLElement[]) => {
    root.append(...elements)
    const [first] = elements
    if (first !== undefined) scrollIntoView(first)
  }
  return {
    add(entry) {
      if (entry.kind === 'form') return add(showForm(entry))
      add(element('p', { class: `said ${entry.by === side ? 'own' : 'other'}` }, entry.text))
    },
    note: (text) => add(element('p', { class: 'note', role: 'status' }, text)),
  }
}
