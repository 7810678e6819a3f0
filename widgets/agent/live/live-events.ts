/** The port for events that the service pushes to the agent's open tab. */
import type { EventMessage } from '../../../contracts/events.ts'

export interface LiveEventHandlers {
  readonly onEvent: (event: EventMessage) => void
  /** Called for every new connection. Events from before it are not pushed, so fetch the forms. */
  readonly onConnected: () => void
  /** Called when the connection is lost or fails, before a retry. `failures` is the number of consecutive failures. */
  readonly onDisconnected: (failures: number) => void
}

export interface LiveEvents {
  /** Connects, and reconnects when the connection is lost, until the signal aborts. */
  listen(handlers: LiveEventHandlers, signal: AbortSignal): void
}
