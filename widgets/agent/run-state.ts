/** The phases of a panel for one sign-in, and the transitions between them. A value without effects. */

export type EndReason = 'no-token' | 'signed-out' | 'idle' | 'not-permitted' | 'not-available' | 'unreachable'

/** `stopped` is an end without a reason to show, because another panel takes its place. */
export type RunState =
  | { readonly phase: 'starting' | 'running' | 'stopped' }
  | { readonly phase: 'ended'; readonly reason: EndReason }

export const starting: RunState = { phase: 'starting' }

export const isOver = ({ phase }: RunState): boolean => phase === 'ended' || phase === 'stopped'

/** The forms were fetched. */
export const panelStarted = (state: RunState): RunState => (state.phase === 'starting' ? { phase: 'running' } : state)

/** The first end counts: a later reason is a consequence of it. */
export const panelEnded = (state: RunState, reason: EndReason): RunState =>
  isOver(state) ? state : { phase: 'ended', reason }

export const panelStopped = (state: RunState): RunState => (isOver(state) ? state : { phase: 'stopped' })

/** Returns the reason of a panel that cannot start, from the code of the service's refusal. */
export const endReasonOf = (code: string): EndReason =>
  code === 'not-permitted' || code === 'not-available' ? code : 'unreachable'
