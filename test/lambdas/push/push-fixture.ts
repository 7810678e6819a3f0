/** An agent with open tabs, and the messages and closes that they receive. */
import type { EventMessage } from '../../../contracts/events.ts'
import { ConversationId, FormId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import type { Sockets } from '../../../lambdas/core/push/connections.ts'
import { timestamp } from '../../../lambdas/core/time.ts'
import { notifyAgent } from '../../../lambdas/push/notify-agent.ts'
import { issuer, siteFixture } from '../site-fixture.ts'

export const formId = FormId.parse('6f1f0a1e-3b1c-4d2e-8f00-0123456789ab')
export const conversationId = ConversationId.parse('chat-1')
export const message: EventMessage = {
  event: 'form-opened',
  at: timestamp(Date.UTC(2030, 0, 15, 12)),
  formId,
  conversationId,
  status: 'opened',
}

export const pushFixture = () => {
  const { ports, signIn, setSite, tables, clock, lines } = siteFixture()
  const all = ports()
  const received: string[] = []
  const closed: string[] = []
  const gone = new Set<string>()
  const broken = new Set<string>()
  /** Sockets whose other end does not reply. */
  const stuck = new Set<string>()
  const pauses: number[] = []
  const deadlines: { readonly milliseconds: number; readonly controller: AbortController }[] = []
  const deadline = (milliseconds: number): AbortSignal => {
    const controller = new AbortController()
    deadlines.push({ milliseconds, controller })
    return controller.signal
  }
  /** This much virtual time passes: every deadline up to it expires. */
  const elapse = (elapsed: number) => {
    for (const { milliseconds, controller } of deadlines) if (milliseconds <= elapsed) controller.abort()
  }
  /** Resolves once nothing can proceed before time passes. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  const never = <Value>() => new Promise<Value>(() => {})
  const sockets: Sockets = {
    async send(connectionId, { event }) {
      if (stuck.has(connectionId)) return await never()
      if (broken.has(connectionId)) throw new Fault('push-failed')
      if (gone.has(connectionId)) return false
      received.push(`${connectionId} ${event}`)
      return true
    },
    async close(connectionId, reason) {
      if (stuck.has(connectionId)) return await never()
      closed.push(`${connectionId} ${reason}`)
    },
  }
  const pushPorts = { ...all, sockets, deadline, pause: async (milliseconds: number) => void pauses.push(milliseconds) }
  const connect = async (connectionId: string, agent: PersonPrincipal) => {
    const { kind: _, profile, ...rest } = agent
    const signedIn = { ...rest, ...(profile !== undefined && { profile }) }
    await all.connections.add({ connectionId, signIn: signedIn, connectedAt: clock.now() })
  }
  const agent = signIn('agent', 'agent-7')
  const notify = () => notifyAgent(pushPorts)({ siteId: agent.siteId, subject: agent.subject, issuer }, message)
  const listed = () => tables.connections.all().map(({ connectionId }) => connectionId)
  return {
    ...{ pushPorts, agent, signIn, setSite, tables, clock, lines, received, closed, gone, broken, stuck, pauses },
    ...{ deadlines, elapse, settled, connect, notify, listed, all },
  }
}
