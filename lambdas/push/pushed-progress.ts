import type { Progress } from '../core/forms/progress.ts'
import { timestamp } from '../core/time.ts'
import { type NotifyAgentPorts, notifyAgent } from './notify-agent.ts'

/** Progress goes from its route to the sender's open tabs, and nowhere else. That nobody could be told is no fault of the visitor's. */
export const pushedProgress = (ports: NotifyAgentPorts): Progress => ({
  async report({ siteId, conversationId, formId, sender, at, questions }) {
    const message = { event: 'form-progress', at: timestamp(at), formId, conversationId, status: 'opened' } as const
    await notifyAgent(ports)({ siteId, ...sender }, { ...message, questions }).catch(() => {})
  },
})
