/**
 * The conversation as the brand's chat stores it: its messages and its links to forms. A real chat stores the
 * conversation on the brand's server. In the demo, the tab stores it, so that the conversation survives a reload. It
 * contains no answers.
 */
import * as z from 'zod/mini'

const ChatMessage = z.strictObject({ kind: z.literal('said'), by: z.enum(['agent', 'visitor']), text: z.string() })
/** The events of both elements that change what the chat says about a form. */
export const formEvents = ['opened', 'submitted', 'declined', 'expired'] as const
/** The same events, and those of the panel alone. */
export const statusEvents = [...formEvents, 'viewed'] as const
export type StatusEvent = (typeof statusEvents)[number]
const FormCard = z.strictObject({
  ...{ kind: z.literal('form'), formId: z.string(), title: z.string(), link: z.string() },
  templateId: z.string(),
  /** The last event about the form, because the panel reports only changes. */
  status: z.optional(z.enum(statusEvents)),
})
const ChatEntry = z.union([ChatMessage, FormCard])
export type ChatEntry = z.infer<typeof ChatEntry>
export type FormCard = z.infer<typeof FormCard>

const Conversation = z.strictObject({
  conversationId: z.string(),
  isOver: z.boolean(),
  /** Whether the person has hidden the guide, or has read to its end. */
  guide: z.optional(z.enum(['hidden', 'finished'])),
  entries: z.array(ChatEntry),
})
export type Conversation = z.infer<typeof Conversation>

const storageKey = 'acme-conversation'

const greeting: readonly ChatEntry[] = [
  { kind: 'said', by: 'agent', text: 'Hello, this is Ana from Acme. How can I help you?' },
  { kind: 'said', by: 'visitor', text: 'Hi Ana! I’d like to pay my invoice. Can I give you my card details here?' },
  { kind: 'said', by: 'agent', text: 'Please don’t type them into the chat. I’ll send you a secure form instead.' },
]

export const newConversation = (conversationId: string): Conversation => ({
  conversationId,
  isOver: false,
  entries: [...greeting],
})

export const loadConversation = (): Conversation | undefined => {
  try {
    return Conversation.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? '')).data
  } catch {
    return undefined
  }
}

export const saveConversation = (conversation: Conversation): void =>
  sessionStorage.setItem(storageKey, JSON.stringify(conversation))
/**
 * Stores the last event about a form. Returns false if the event is older than the stored one: after a reload, the visitor's
 * element reports `submitted` again.
 */
export const saveStatus = (conversation: Conversation, formId: string, status: StatusEvent): boolean => {
  const { entries } = conversation
  const index = entries.findIndex((entry) => entry.kind === 'form' && entry.formId === formId)
  const entry = entries[index]
  if (entry?.kind !== 'form' || (entry.status === 'viewed' && status === 'submitted')) return false
  entries[index] = { ...entry, status }
  saveConversation(conversation)
  return true
}
export const clearConversation = (): void => sessionStorage.removeItem(storageKey)
