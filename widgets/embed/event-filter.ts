/**
 * Decides which messages of a frame become events, so that an element dispatches no state twice. A frame repeats states after it
 * has been reloaded, after its element has been moved, and when the same change reaches it by two ways.
 */
import type { AgentFrameEvent, VisitorFrameEvent } from '../shared/frame-messages.ts'

type EventOf<Message> = Message extends { event: string } ? Omit<Message, 'sealform' | 'message'> : never
export type FormEvent = EventOf<VisitorFrameEvent>
export type PanelEvent = EventOf<AgentFrameEvent>

/** The states of a form with answers, in their order. */
const answeredStates: readonly string[] = ['submitted', 'retrieved', 'viewed']
const finalFormStates: ReadonlySet<string> = new Set(['submitted', 'declined', 'expired'])

/**
 * Creates the filter for one link. It accepts `opened` once, one of `submitted`, `declined` and `expired` once, and nothing after
 * it. It accepts the same error again only after another event.
 */
export const createFormEventFilter = (): ((event: FormEvent) => boolean) => {
  let state: string | undefined
  let error: string | undefined
  return (event) => {
    if (state !== undefined && finalFormStates.has(state)) return false
    if (event.event === 'error') {
      if (event.code === error) return false
      error = event.code
      return true
    }
    error = undefined
    if (event.event === 'progress') return true
    if (event.event === state) return false
    state = event.event
    return true
  }
}

/**
 * Creates the filter for one conversation. For each form, it accepts no state twice in a row, and after `submitted` only
 * `retrieved` and then `viewed`. A form that is sent again begins again. It accepts each link once, and the same error or `signed-out` again only
 * after another event.
 */
export const createPanelEventFilter = (): ((event: PanelEvent) => boolean) => {
  const states = new Map<string, string>()
  const links = new Map<string, string>()
  let problem: string | undefined
  return (event) => {
    if (event.event === 'error' || event.event === 'signed-out') {
      const newProblem = event.event === 'error' ? event.code : event.event
      if (newProblem === problem) return false
      problem = newProblem
      return true
    }
    problem = undefined
    if (event.event === 'unread') return true
    const { formId } = event
    if (event.event === 'sent') {
      if (links.get(formId) === event.link) return false
      links.set(formId, event.link)
      states.delete(formId)
      return true
    }
    const state = states.get(formId)
    if (event.event === state) return false
    if (state !== undefined && answeredStates.includes(state)) {
      if (answeredStates.indexOf(event.event) < answeredStates.indexOf(state)) return false
    }
    if (event.event !== 'progress') states.set(formId, event.event)
    return true
  }
}
