/**
 * Reads the audit table's stream, and pushes the closing or the transfer of a conversation to the agents who sent forms
 * in it.
 */
import { conversationEventNames } from '../../contracts/events.ts'
import { ConversationId, SiteId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../core/audit/audit.ts'
import { timestamp } from '../core/time.ts'
import { type NotifySendersPorts, notifySenders } from './notify-senders.ts'

/**
 * Pushes the event of a record. Returns true if the record was about a conversation. Throws if the tables do not
 * respond.
 */
export const pushConversationEvent =
  (ports: NotifySendersPorts) =>
  async ({ event: recorded, siteId, conversationId, at }: AuditRecord): Promise<boolean> => {
    const event = conversationEventNames.find((name) => name === recorded)
    if (event === undefined) return false
    const site = SiteId.safeParse(siteId)
    const conversation = ConversationId.safeParse(conversationId)
    if (!site.success || !conversation.success) return true
    const message = { event, at: timestamp(at), conversationId: conversation.data } as const
    await notifySenders(ports)({ siteId: site.data, conversationId: conversation.data }, message)
    return true
  }
