/**
 * The two tags as React components, for React 18 and later. Load `/embed.js` and `/agent.js` of the service once, in the page around
 * the app. The types are in the package of the client (`npm run pack:client`).
 */
import { useEffect, useRef } from 'react'
import type {
  AccessTokenSource,
  SecureFormAgentElement,
  SecureFormAgentEvents,
  SecureFormElement,
  SecureFormEvents,
} from 'sealform/elements'
import type {} from 'sealform/elements/react'

/** A function for each event, which gets the event's detail. */
type Listeners<Events> = { readonly [Name in keyof Events]?: (detail: DetailOf<Events[Name]>) => void }
type DetailOf<Type> = Type extends CustomEvent<infer Detail> ? Detail : never

/** Listens to the events of an element. Always calls the latest functions. Removes its listeners when the component is removed. */
const useEvents = <Events,>(element: { readonly current: HTMLElement | null }, listeners: Listeners<Events>) => {
  const latest = useRef<Readonly<Record<string, unknown>>>({})
  latest.current = { ...listeners }
  const names = Object.keys(listeners).sort().join(' ')
  useEffect(() => {
    const listening = new AbortController()
    for (const name of names.split(' ')) {
      const listen = (event: Event) => {
        const listener = latest.current[name]
        if (typeof listener === 'function' && event instanceof CustomEvent) listener(event.detail)
      }
      element.current?.addEventListener(name, listen, { signal: listening.signal })
    }
    return () => listening.abort()
  }, [element, names])
}

interface SecureFormProps {
  /** The link from the chat, unchanged. */
  readonly link: string
  readonly lang?: string
  readonly on?: Listeners<SecureFormEvents>
}

export const SecureForm = ({ link, lang, on = {} }: SecureFormProps) => {
  const element = useRef<SecureFormElement>(null)
  useEvents(element, on)
  return <secure-form ref={element} link={link} lang={lang} />
}

interface SecureFormAgentProps {
  readonly site: string
  readonly conversation: string
  readonly accessToken: AccessTokenSource
  readonly on?: Listeners<SecureFormAgentEvents>
}

/** Set `key={conversation}`, and keep the component mounted while the conversation is open, because its keys exist only here. */
export const SecureFormAgent = ({ site, conversation, accessToken, on = {} }: SecureFormAgentProps) => {
  const element = useRef<SecureFormAgentElement>(null)
  useEvents(element, on)
  // React 18 does not set properties of custom elements.
  useEffect(() => {
    if (element.current !== null) element.current.accessToken = accessToken
  }, [accessToken])
  return <secure-form-agent ref={element} site={site} conversation={conversation} />
}
