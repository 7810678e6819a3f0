import { timedOut, withinDeadline } from '../core/concurrency.ts'
import type { Progress } from '../core/forms/progress.ts'
import { timestamp } from '../core/time.ts'
import { type NotifyAgentPorts, notifyAgent } from './notify-agent.ts'

/** The time limit per socket. It is short, because the visitor's page waits for the reply. */
const socketMs = 500
const reportMs = 1_500

/**
 * Sends progress directly from its step to the sender's open tabs. Progress that cannot be delivered in time is dropped
 * and counted. The visitor then gets no error, because the next report contains the same information.
 */
export const pushedProgress = (ports: NotifyAgentPorts): Progress => ({
  async report({ siteId, conversationId, formId, sender, at, questions }) {
    const message = { event: 'form-progress', at: timestamp(at), formId, conversationId, status: 'opened' } as const
    const notified = notifyAgent(ports)({ siteId, ...sender }, { ...message, questions }, socketMs)
    const outcome = await withinDeadline(notified, ports.deadline(reportMs)).catch(() => timedOut)
    if (outcome === timedOut) ports.log.write({ line: 'event', event: 'push-dropped', siteId, formId })
  },
})
