/** The port for events that the service pushes to the agent's open tab. */
import type { EventMessage } from '../../contracts/events.ts'

export interface LiveEventHandlers {
  readonly onEvent: (event: EventMessage) => void
  /** Called for every new connection. Earlier events are not pushed, so fetch the forms. */
  readonly onConnected: () => void
  /** Called before each retry, after the connection was lost or failed. `failures` is the number of consecutive failures. */
  readonly onDisconnected: (failures: number) => void
}

export interface LiveEvents {
  /** Connects. Until the signal aborts, reconnects each time the connection is lost. */
  listen(handlers: LiveEventHandlers, signal: AbortSignal): void
}
