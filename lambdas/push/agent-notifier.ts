/** Notifies agents' open tabs directly from a step, within a time limit. */
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import { closeUnauthorizedSockets } from './close-unauthorized-sockets.ts'
import { notifyAgent } from './notify-agent.ts'
import { type NotifySendersPorts, notifySenders } from './notify-senders.ts'

/**
 * The longest time that a step waits for notifications, in milliseconds. The stream pushes the same messages within a
 * second or two.
 */
export const notifyBudgetMs = 500

export const agentNotifier = (ports: NotifySendersPorts): AgentNotifier => {
  const withinBudget = async (work: Promise<void>): Promise<void> => {
    await Promise.race([work.catch(() => {}), ports.pause(notifyBudgetMs)])
  }
  return {
    notifySender: ({ siteId, sender }, message) => withinBudget(notifyAgent(ports)({ siteId, ...sender }, message)),
    notifySenders: (conversation, message) => withinBudget(notifySenders(ports)(conversation, message)),
    closeUnauthorizedSockets: (person) => withinBudget(closeUnauthorizedSockets(ports)(person)),
  }
}
