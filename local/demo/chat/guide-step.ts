/** The steps of the demo's guide. The state of the conversation determines the current step, so that a reload keeps it. */
import type { Conversation, FormCard } from './conversation.ts'

export type Side = 'desk' | 'visitor'

export interface GuideStep {
  readonly name: 'send' | 'fill-in' | 'read' | 'finished'
  /** The side with the next action. */
  readonly side?: Side
  /** The form of the step. */
  readonly form?: FormCard
}

const isForm = (entry: Conversation['entries'][number]): entry is FormCard => entry.kind === 'form'

export const guideStepOf = ({ entries, isOver, guide }: Conversation): GuideStep => {
  const form = entries.findLast(isForm)
  if (isOver || guide === 'finished') return { name: 'finished' }
  if (form?.status === 'submitted' || form?.status === 'viewed') return { name: 'read', side: 'desk', form }
  if (form === undefined || form.status === 'declined' || form.status === 'expired')
    return { name: 'send', side: 'desk', ...(form && { form }) }
  return { name: 'fill-in', side: 'visitor', form }
}
