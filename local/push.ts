/** The local run's `GET /v1/events`. This process holds the sockets itself. A deployment uses a WebSocket API. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeCodes, eventsProtocol } from '../contracts/events.ts'
import type { ProcessPorts } from '../lambdas/adapters/process/dependencies.ts'
import type { AuditRecord } from '../lambdas/core/audit/audit.ts'
import { Fault } from '../lambdas/core/fault.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import type { AgentNotifier } from '../lambdas/core/push/agent-notifier.ts'
import type { SignInRecord, Sockets } from '../lambdas/core/push/connections.ts'
import { agentNotifier } from '../lambdas/push/agent-notifier.ts'
import { checkConnections } from '../lambdas/push/check-connections.ts'
import { openConnection } from '../lambdas/push/open-connection.ts'
import { pushEvents } from '../lambdas/push/push-events.ts'
import { pushedProgress } from '../lambdas/push/pushed-progress.ts'
import { useTicket } from '../lambdas/push/use-ticket.ts'
import type { LocalPorts } from './storage.ts'

export interface Push {
  /**
   * Claims the ticket in a request and returns the sign-in that the ticket belongs to. Returns `undefined` if there is
   * no valid ticket.
   */
  readonly admit: (offered: string | undefined) => Promise<SignInRecord | undefined>
  /**
   * Opens the socket for an admitted request. Resolves to false if the sign-in has already reached its maximum number
   * of newer sockets.
   */
  readonly open: (signIn: SignInRecord, upgrade: Upgrade) => Promise<boolean>
  /** Pushes the events for new audit records. The caller must call this with all new records in the audit table. */
  readonly onAuditRecords: (records: readonly AuditRecord[]) => void
  readonly progress: Progress
  readonly notifier: AgentNotifier
  /** Closes every socket and finishes pending work. */
  close(): Promise<void>
}

export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

export interface LocalPushSettings {
  readonly ports: ProcessPorts & Pick<LocalPorts, 'records' | 'connections' | 'forms' | 'audit' | 'tickets'>
  /** The interval, in milliseconds, of the check for sign-ins that ended without an event. */
  readonly checkEveryMs: number
}

/** The maximum size of a message from a page. It is low, because pages must not send messages. */
const maxMessageBytes = 1_024

const maxBufferedBytes = 1_048_576

export const localPush = ({ ports: given, checkEveryMs }: LocalPushSettings): Push => {
  const open = new Map<string, WebSocket>()
  const { clock, connections } = given
  const ports = {
    ...given,
    sockets: socketsOf(open),
    pause: (milliseconds: number) => pause(milliseconds),
    deadline: (milliseconds: number) => AbortSignal.timeout(milliseconds),
  }
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    handleProtocols: () => eventsProtocol,
  })

  const running = new Set<Promise<void>>()
  let isClosing = false
  /**
   * Runs work in the background. If it fails, every socket is closed, so that each page connects again and reads the
   * current state.
   */
  const runInBackground = (work: Promise<void>) => {
    const ended = work
      .catch(() => {
        for (const webSocket of open.values()) webSocket.close(closeCodes.goingAway)
      })
      .finally(() => running.delete(ended))
    running.add(ended)
  }
  const push = pushEvents(ports)
  const check = checkConnections(ports)
  const progress = pushedProgress(ports)
  const notifier = agentNotifier(ports)
  const checking = setInterval(() => {
    if (open.size > 0) runInBackground(check())
  }, checkEveryMs)

  return {
    admit: useTicket(ports),
    async open(signIn, { request, socket, head }) {
      const connectionId = randomUUID()
      // Store the connection before the socket opens, so that an open socket receives every event.
      if (!(await openConnection(ports)({ connectionId, signIn, connectedAt: clock.now() }))) return false
      server.handleUpgrade(request, socket, head, (webSocket) => {
        open.set(connectionId, webSocket)
        webSocket.on('message', () => webSocket.close(closeCodes.nothingToSay))
        // A `close` event follows each error. Its listener is below.
        webSocket.on('error', () => {})
        webSocket.on('close', () => {
          open.delete(connectionId)
          if (!isClosing) runInBackground(connections.remove(signIn, connectionId))
        })
      })
      return true
    },
    onAuditRecords(records) {
      if (open.size > 0) runInBackground(push(records))
    },
    progress: {
      async report(report) {
        if (open.size > 0) await progress.report(report)
      },
    },
    notifier: {
      async notifySender(form, message) {
        if (open.size > 0) await notifier.notifySender(form, message)
      },
      async notifySenders(conversation, message) {
        if (open.size > 0) await notifier.notifySenders(conversation, message)
      },
      async closeUnauthorizedSockets(person) {
        if (open.size > 0) await notifier.closeUnauthorizedSockets(person)
      },
    },
    async close() {
      isClosing = true
      clearInterval(checking)
      for (const webSocket of open.values()) {
        webSocket.close(closeCodes.goingAway)
        webSocket.terminate()
      }
      await Promise.all(running)
    },
  }
}

const socketsOf = (open: ReadonlyMap<string, WebSocket>): Sockets => ({
  async send(connectionId, message) {
    const webSocket = open.get(connectionId)
    if (webSocket === undefined || webSocket.readyState !== webSocket.OPEN) return false
    // Limit the amount of unsent data for a page that does not read its messages.
    if (webSocket.bufferedAmount > maxBufferedBytes) throw new Fault('push-failed')
    webSocket.send(JSON.stringify(message))
    return true
  },
  async close(connectionId, reason) {
    open.get(connectionId)?.close(closeCodes[reason])
  },
})
