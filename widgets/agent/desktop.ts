/** The agent desktop that embeds the panel. It provides the conversation and the access token, and receives events. */
import type { ConversationId, Locale, TemplateId } from '../../contracts/identifiers.ts'
import { embeddingHost } from '../shared/embedding-host.ts'
import { type AgentFrameMessage, AgentHostMessage, type ColorScheme, type HostTheme } from '../shared/frame-messages.ts'

export interface Hello {
  readonly conversationId: ConversationId
  /** The language of the panel's own messages. */
  readonly locale: Locale | undefined
  /** The preselected language of forms. */
  readonly visitorLocale: Locale | undefined
  /** The template that the panel lists first and preselects. */
  readonly suggestedTemplate: TemplateId | undefined
  /** The colour scheme of the desktop, if it sets one. */
  readonly colorScheme: ColorScheme | undefined
  /** The look of the desktop, if it sets one. */
  readonly theme: HostTheme | undefined
}

export interface Desktop {
  post(message: AgentFrameMessage): void
  /** Requests an access token. Resolves to undefined if no agent is signed in, or if the desktop does not respond in time. */
  accessToken(): Promise<string | undefined>
}

export interface DesktopHandlers {
  readonly onHello: (hello: Hello) => void
  /** Called when the desktop reports that the agent has signed out. The panel does not request this report. */
  readonly onSignedOut: () => void
}

/** The timeout for a token, including the time that the desktop may need to get one from the identity provider. */
const tokenTimeoutMilliseconds = 15_000

export const agentDesktop = (handlers: DesktopHandlers): Desktop => {
  const pending = new Set<(token: string | undefined) => void>()
  const resolveAll = (token: string | undefined) => {
    for (const resolveToken of pending) resolveToken(token)
    pending.clear()
  }
  const host = embeddingHost<AgentHostMessage, AgentFrameMessage>(AgentHostMessage, (message) => {
    if (message.message === 'hello') {
      const { conversationId, locale, visitorLocale, suggestedTemplate, colorScheme, theme } = message
      return handlers.onHello({ conversationId, locale, visitorLocale, suggestedTemplate, colorScheme, theme })
    }
    if (pending.size > 0) return resolveAll(message.accessToken)
    if (message.accessToken === undefined) handlers.onSignedOut()
  })
  return {
    post: (message) => host.post(message),
    accessToken: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          pending.delete(resolveToken)
          resolve(undefined)
        }, tokenTimeoutMilliseconds)
        const resolveToken = (token: string | undefined) => {
          clearTimeout(timer)
          resolve(token)
        }
        pending.add(resolveToken)
        host.post({ sealform: 'v1', message: 'token-wanted' })
      }),
  }
}
