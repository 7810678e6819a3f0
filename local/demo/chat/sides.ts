/** The two sides of the chat. A phone shows one of them at a time. */
import { find } from '../../../widgets/shared/dom.ts'
import type { Side } from './guide-step.ts'
import { scrollIntoView } from './scroll-into-view.ts'

const sides: readonly Side[] = ['desk', 'visitor']

const transcripts = { desk: 'agent-transcript', visitor: 'visitor-transcript' } as const

export const showSide = (shown: Side): void => {
  for (const side of sides) find(`show-${side}`).setAttribute('aria-pressed', String(side === shown))
  document.body.dataset.shows = shown
  // A hidden transcript cannot scroll, so it is still at its beginning.
  const last = find(transcripts[shown]).lastElementChild
  if (last instanceof HTMLElement) scrollIntoView(last)
}

export const setUpSwitch = (): void => {
  for (const side of sides) find(`show-${side}`).addEventListener('click', () => showSide(side))
}
