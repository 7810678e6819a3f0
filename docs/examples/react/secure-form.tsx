/** The two tags as React components. Load `/embed.js` and `/agent.js` of the service once, in the page around the app. */
import { createElement, useEffect, useRef } from 'react'

type Detail = Readonly<Record<string, unknown>>
type Listeners = Readonly<Record<string, (detail: Detail) => void>>

/** Events of custom elements, listened to by their own names; the latest function counts, and no listener is left behind. */
const useEvents = (element: { readonly current: HTMLElement | null }, listeners: Listeners) => {
  const latest = useRef(listeners)
  latest.current = listeners
  const names = Object.keys(listeners).sort().join(' ')
  useEffect(() => {
    const listening = new AbortController()
    for (const name of names.split(' ')) {
      const hear = (event: Event) => latest.current[name]?.(event instanceof CustomEvent ? event.detail : {})
      element.current?.addEventListener(name, hear, { signal: listening.signal })
    }
    return () => listening.abort()
  }, [element, names])
}

interface SecureFormProps {
  /** As the chat carried it. */
  readonly link: string
  readonly lang?: string
  readonly on?: Listeners
}

export const SecureForm = ({ link, lang, on = {} }: SecureFormProps) => {
  const element = useRef<HTMLElement>(null)
  useEvents(element, on)
  return createElement('secure-form', { ref: element, link, lang })
}

interface SecureFormAgentProps {
  readonly site: string
  readonly conversation: string
  readonly accessToken: () => Promise<string | undefined>
  readonly on?: Listeners
}

/** Give it `key={conversation}` and keep it mounted while the conversation is open: its keys live and die with it. */
export const SecureFormAgent = ({ site, conversation, accessToken, on = {} }: SecureFormAgentProps) => {
  const element = useRef<HTMLElement>(null)
  useEvents(element, on)
  useEffect(() => {
    if (element.current !== null) Object.assign(element.current, { accessToken })
  }, [accessToken])
  return createElement('secure-form-agent', { ref: element, site, conversation })
}
