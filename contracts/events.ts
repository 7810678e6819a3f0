/**
 * The events that the service pushes to the sender's open tabs over the WebSocket `GET /v1/events`. Only the service
 * sends messages on this WebSocket. The tab opens the WebSocket with two subprotocols, `sealform.v1` and a ticket. The
 * service accepts `sealform.v1`, so that the response does not show the ticket to intermediaries again.
 */
import * as z from 'zod/mini'
import { formStatuses } from './form-view.ts'
import { ConversationId, FormId, QuestionId, Timestamp } from './identifiers.ts'
import { canonical256Bits } from './key-format.ts'

export const eventsPath = '/v1/events'

/** The WebSocket subprotocol that the service and the tab use (RFC 6455, section 1.9). */
export const eventsProtocol = 'sealform.v1'

/** The prefix of every ticket. Like the prefix of a one-time key, it lets a secret scanner find a leaked ticket. */
export const ticketPrefix = 'sft_'

/** True if a subprotocol has the format of a ticket. */
export const isTicket = (protocol: string): boolean =>
  protocol.startsWith(ticketPrefix) && canonical256Bits.test(protocol.slice(ticketPrefix.length))

/** The form events that the service pushes. `form-progress` is pushed but never stored. */
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

/** The state of each question, without its answer. */
export const QuestionStates = z.record(QuestionId, z.enum(['empty', 'valid', 'invalid']))
export type QuestionStates = z.infer<typeof QuestionStates>

/**
 * A message about a form. `status` is the status of the form when the message is sent. It may be a later status than
 * the one that `event` implies.
 */
export const FormEventMessage = z.object({
  event: z.enum(pushedEventNames),
  at: Timestamp,
  formId: FormId,
  conversationId: ConversationId,
  status: z.enum(formStatuses),
  /** The state of each question. Present only in a `form-progress` message. */
  questions: z.optional(QuestionStates),
})
export type FormEventMessage = z.infer<typeof FormEventMessage>

/**
 * The events about a whole conversation. After such an event, the agent may see fewer forms of the conversation or
 * none.
 */
export const conversationEventNames = ['conversation-closed', 'conversation-transferred'] as const
export type ConversationEventName = (typeof conversationEventNames)[number]

/**
 * A message about a conversation in which the agent sent a form. The agent to whom a conversation is transferred
 * receives no message about the transfer, even if they have sent a form in it.
 */
export const ConversationEventMessage = z.object({
  event: z.enum(conversationEventNames),
  at: Timestamp,
  conversationId: ConversationId,
})
export type ConversationEventMessage = z.infer<typeof ConversationEventMessage>

/**
 * One message: JSON in a text frame. A message may arrive more than once. Events that occur while no socket is open are
 * not sent later, so list the forms after connecting.
 */
export const EventMessage = z.union([FormEventMessage, ConversationEventMessage])
export type EventMessage = z.infer<typeof EventMessage>

/** True if a message is about a whole conversation. */
export const isConversationEvent = (message: EventMessage): message is ConversationEventMessage =>
  !('formId' in message)

/**
 * The codes with which the service closes a socket. In a deployment, API Gateway may also close the socket with its own
 * codes. After the socket is closed with any code, the tab should request another ticket. If the request for the ticket
 * gets 401, the sign-in has ended.
 */
export const closeCodes = {
  /** The service is restarting, or the connection has reached its maximum duration. */
  goingAway: 1001,
  /** The page sent a message. The service accepts no messages. */
  nothingToSay: 1008,
  /** The person signed out, was idle for too long, was disabled, or reached the maximum duration of a sign-in. */
  sessionOver: 4401,
  /** The person's profile no longer has `secure-form:use`. */
  notPermitted: 4403,
} as const
export type CloseReason = keyof typeof closeCodes
