/**
 * What the agent's frame tells the demo's window: ids, states, and the link that the chat would carry; never an answer. The
 * window looks at origin, window and shape of each message before it believes one.
 */
import * as z from 'zod/mini'
import { FormId } from '../../contracts/identifiers.ts'

const FormSent = z.strictObject({
  event: z.literal('form-sent'),
  formId: FormId,
  title: z.string(),
  link: z.string(),
})

const ConversationClosed = z.strictObject({ event: z.literal('conversation-closed') })

/** From the agent's workspace. */
export const AgentMessage = z.union([FormSent, ConversationClosed])
export type AgentMessage = z.infer<typeof AgentMessage>

export const isFramed = (): boolean => window.parent !== window

/** Reaches a window of the demo's own origin and no other. */
export const tellWindow = (message: AgentMessage): void => {
  if (isFramed()) window.parent.postMessage(message, location.origin)
}
