/** The port through which the panel hears what the service pushes to the agent's open tab. */
import type { EventMessage } from '../../../contracts/events.ts'

export interface LiveEventHandlers {
  readonly onEvent: (event: EventMessage) => void
  /** A connection is there, the first or a new one. What happened before it has to be asked for. */
  readonly onConnected: () => void
  /** There is none; it is tried again. `failures` counts the attempts in a row that came to nothing. */
  readonly onDisconnected: (failures: number) => void
}

export interface LiveEvents {
  /** Connects, and connects again whenever the connection is lost, until the signal ends it. */
  listen(handlers: LiveEventHandlers, signal: AbortSignal): void
}
