/**
 * `sealform/elements/react`: the two tags as React components, for React 18 and later. The types are in elements-react.d.ts. This
 * file is JavaScript, because React's own types are not among the packages of this project.
 */
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from 'react'

/** `onSignedOut` becomes `signed-out`. */
const eventName = (prop) =>
  prop.slice(2).replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`)

const isListener = (prop) => /^on[A-Z]/.test(prop)

/** Listens to the events of an element. Always calls the latest functions. Removes its listeners when the component is removed. */
const useEvents = (element, listeners) => {
  const latest = useRef(listeners)
  latest.current = listeners
  const props = Object.keys(listeners).sort().join(' ')
  useEffect(() => {
    const listening = new AbortController()
    for (const prop of props === '' ? [] : props.split(' ')) {
      const listen = (event) => latest.current[prop]?.(event.detail, event)
      element.current?.addEventListener(eventName(prop), listen, { signal: listening.signal })
    }
    return () => listening.abort()
  }, [element, props])
}

/** Creates a component for a tag. Attributes are passed on, listeners are added, and the named properties are set. */
const component = (tag, { attributes, properties }) =>
  forwardRef((props, ref) => {
    const element = useRef(null)
    useImperativeHandle(ref, () => element.current, [])
    const listeners = {}
    const passed = { ref: element, suppressHydrationWarning: true }
    for (const [prop, value] of Object.entries(props)) {
      if (isListener(prop)) listeners[prop] = value
      else if (!properties.includes(prop)) passed[attributes[prop] ?? prop] = value
    }
    useEvents(element, listeners)
    // React 18 does not set properties of custom elements.
    const values = properties.map((name) => props[name])
    useEffect(() => {
      for (const [place, name] of properties.entries())
        if (element.current !== null) element.current[name] = values[place]
    }, values)
    return createElement(tag, passed)
  })

const shared = { className: 'class', colorScheme: 'color-scheme' }

export const SecureForm = component('secure-form', { attributes: shared, properties: [] })

export const SecureFormAgent = component('secure-form-agent', {
  attributes: { ...shared, visitorLang: 'visitor-lang', suggestedTemplate: 'suggested-template' },
  properties: ['accessToken'],
})
