/**
 * What is pushed to the tab of the agent who sent a form: `GET /v1/events`, a WebSocket that only tells. It is opened with two
 * subprotocols, `sealform.v1` and a ticket; the service answers with the first alone, so that no intermediary hears the
 * second twice.
 */
import * as z from 'zod/mini'
import { formStatuses } from './form-view.ts'
import { ConversationId, FormId, QuestionId, Timestamp } from './identifiers.ts'
import { canonical256Bits } from './one-time-key.ts'

export const eventsPath = '/v1/events'

/** The subprotocol that both ends speak (RFC 6455, section 1.9). */
export const eventsProtocol = 'sealform.v1'

/** A secret scanner finds a leaked ticket by it, as it does a one-time key. */
export const ticketPrefix = 'sft_'

/** Whether a subprotocol is written as a ticket is. */
export const isTicket = (protocol: string): boolean =>
  protocol.startsWith(ticketPrefix) && canonical256Bits.test(protocol.slice(ticketPrefix.length))

/** What a page may hear of. `form-progress` is told as it happens and is recorded nowhere. */
export const pushedEventNames = [
  'form-sent',
  'form-resent',
  'form-cancelled',
  'form-opened',
  'form-progress',
  'form-declined',
  'form-submitted',
  'submission-retrieved',
  'submission-erased',
] as const
export type PushedEventName = (typeof pushedEventNames)[number]

/** How far each question has come; never what is in it. */
export const QuestionStates = z.record(QuestionId, z.enum(['empty', 'valid', 'invalid']))
export type QuestionStates = z.infer<typeof QuestionStates>

/**
 * A message about a form. `status` is that of the form when the message was sent, which may be further than `event` says.
 */
export const FormEventMessage = z.object({
  event: z.enum(pushedEventNames),
  at: Timestamp,
  formId: FormId,
  conversationId: ConversationId,
  status: z.enum(formStatuses),
  /** With `form-progress` alone. */
  questions: z.optional(QuestionStates),
})
export type FormEventMessage = z.infer<typeof FormEventMessage>

/** What ends, or limits, what a page may show of a whole conversation. */
export const conversationEventNames = ['conversation-closed', 'conversation-transferred'] as const
export type ConversationEventName = (typeof conversationEventNames)[number]

/**
 * A message about a conversation in which the agent sent a form. Of a transfer to an agent who sent a form in it before, that
 * agent receives none: the conversation is theirs.
 */
export const ConversationEventMessage = z.object({
  event: z.enum(conversationEventNames),
  at: Timestamp,
  conversationId: ConversationId,
})
export type ConversationEventMessage = z.infer<typeof ConversationEventMessage>

/**
 * One message, JSON in a text frame. A message may come twice, and what happened while no socket was open is not sent later: ask
 * for the forms then.
 */
export const EventMessage = z.union([FormEventMessage, ConversationEventMessage])
export type EventMessage = z.infer<typeof EventMessage>

/** Whether a message is about a whole conversation. */
export const isConversationEvent = (message: EventMessage): message is ConversationEventMessage =>
  !('formId' in message)

/**
 * Why the service closed the socket, where it can say: API Gateway, in a deployment, closes in its own words. Whatever the
 * code, a page asks for another ticket, and learns from a 401 that the sign-in is over.
 */
export const closeCodes = {
  /** The service is being restarted, or the connection has lasted as long as one may. */
  goingAway: 1001,
  /** The page said something. There is nothing to say. */
  nothingToSay: 1008,
  /** Signed out, idle, disabled, or signed in for as long as one may be. */
  sessionOver: 4401,
  /** The profile does not use secure forms any more. */
  notPermitted: 4403,
} as const
export type CloseReason = keyof typeof closeCodes
