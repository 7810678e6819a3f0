/** The agent desktop around the panel: it says which conversation is shown and who is signed in, and is told what happens. */
import type { ConversationId, Locale } from '../../contracts/identifiers.ts'
import { embeddingHost } from '../shared/embedding-host.ts'
import { type AgentFrameMessage, AgentHostMessage, type ColorScheme } from '../shared/frame-messages.ts'

export interface Hello {
  readonly conversationId: ConversationId
  /** Of the panel's own words. */
  readonly locale: Locale | undefined
  /** In which language forms are offered first. */
  readonly visitorLocale: Locale | undefined
  /** Of the desktop, where it says so. */
  readonly colorScheme: ColorScheme | undefined
}

export interface Desktop {
  post(message: AgentFrameMessage): void
  /** Asks for an access token. Nothing: nobody is signed in there, or it did not answer in time. */
  accessToken(): Promise<string | undefined>
}

export interface DesktopHandlers {
  readonly onHello: (hello: Hello) => void
  /** The desktop said by itself that nobody is signed in any more. */
  readonly onSignedOut: () => void
}

/** An identity provider may have to be asked; longer than this it is no answer. */
const tokenTimeoutMilliseconds = 15_000

export const agentDesktop = (handlers: DesktopHandlers): Desktop => {
  const pending = new Set<(token: string | undefined) => void>()
  const resolveAll = (token: string | undefined) => {
    for (const resolveToken of pending) resolveToken(token)
    pending.clear()
  }
  const host = embeddingHost<AgentHostMessage, AgentFrameMessage>(AgentHostMessage, (message) => {
    if (message.message === 'hello') {
      const { conversationId, locale, visitorLocale, colorScheme } = message
      return handlers.onHello({ conversationId, locale, visitorLocale, colorScheme })
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
