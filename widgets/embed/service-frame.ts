/**
 * The frame in an embedding element, and the host's side of the messages. The frame is built with `createElement` and properties,
 * so that it works with a brand's Trusted Types policy. It is styled with a constructed style sheet, so that it needs no
 * `style-src` in the brand's Content Security Policy.
 */
import type * as z from 'zod/mini'
import { FrameLayout } from '../shared/frame-messages.ts'

/** The origin of this script. The script shows only pages of this origin and accepts messages only from it. */
export const serviceOrigin = new URL(import.meta.url).origin

export interface ServiceFrameSettings<FromFrame> {
  /** A URL on the service's origin. */
  readonly address: string
  readonly title: string
  /** The frame's permissions policy. */
  readonly allow?: string
  readonly schema: z.ZodMiniType<FromFrame>
  /** Creates the message that is posted each time the frame has loaded. */
  readonly hello: () => object
  readonly onMessage: (message: FromFrame) => void
  /**
   * Called when the frame does not respond in time: either the frame has not loaded, or its page does not allow this page to
   * frame it.
   */
  readonly onTimeout: () => void
}

export interface ServiceFrame {
  /** Posts a message to the frame. The browser delivers it only if the frame is on the service's origin. */
  post(message: object): void
  /** Posts `hello` again after one of its values has changed. Does nothing before the frame has loaded. */
  resendHello(): void
  remove(): void
}

/**
 * The time that the frame may take to respond after its `load` event. The browser's own error page also fires `load`, but never
 * responds.
 */
const readyTimeoutMilliseconds = 10_000

/**
 * The frame's sandbox permissions. The frame may not navigate this page, open windows or download files. With
 * `allow-same-origin`, the frame keeps its own origin, which is not that of this page. `allow-forms` is needed for `submit`
 * events.
 */
const sandbox = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-modals']

/** The scroll target is positioned, so the frame must also be positioned. Otherwise the target would cover it. */
const style = `
  :host { display: block; position: relative; min-height: 4rem; }
  iframe { display: block; position: relative; width: 100%; height: 100%; min-height: inherit; border: 0; color-scheme: normal; }
  span { position: absolute; inset-inline-start: 0; width: 1px; height: 1px; scroll-margin-block-start: 1rem; pointer-events: none; }
  :host([hidden]) { display: none; }
`

const createStyleSheet = (): CSSStyleSheet => {
  const styleSheet = new CSSStyleSheet()
  styleSheet.replaceSync(style)
  return styleSheet
}

export const showServiceFrame = <FromFrame>(
  root: ShadowRoot,
  { address, title, allow = '', schema, hello, onMessage, onTimeout }: ServiceFrameSettings<FromFrame>,
): ServiceFrame => {
  const listeners = new AbortController()
  const { signal } = listeners
  const frame = document.createElement('iframe')
  const scrollTarget = document.createElement('span')
  let isLoaded = false
  let readyTimer: ReturnType<typeof setTimeout> | undefined

  const post = (message: object) => frame.contentWindow?.postMessage(message, serviceOrigin)

  const applyLayout = (message: FrameLayout) => {
    clearTimeout(readyTimer)
    if (message.message === 'height') frame.style.height = `${message.height}px`
    if (message.message !== 'scroll-to') return
    scrollTarget.style.insetBlockStart = `${message.top}px`
    scrollTarget.scrollIntoView({ block: 'start' })
  }

  window.addEventListener(
    'message',
    ({ origin, source, data }) => {
      if (origin !== serviceOrigin || source === null || source !== frame.contentWindow) return
      const layout = FrameLayout.safeParse(data)
      if (layout.success) return applyLayout(layout.data)
      const message = schema.safeParse(data)
      if (message.success) onMessage(message.data)
    },
    { signal },
  )
  frame.addEventListener(
    'load',
    () => {
      clearTimeout(readyTimer)
      readyTimer = setTimeout(onTimeout, readyTimeoutMilliseconds)
      isLoaded = true
      post(hello())
    },
    { signal },
  )

  frame.title = title
  frame.allow = allow
  frame.referrerPolicy = 'no-referrer'
  frame.sandbox.add(...sandbox)
  frame.src = address
  root.adoptedStyleSheets = [createStyleSheet()]
  root.replaceChildren(scrollTarget, frame)
  return {
    post,
    resendHello() {
      if (isLoaded) post(hello())
    },
    remove() {
      listeners.abort()
      clearTimeout(readyTimer)
      root.replaceChildren()
    },
  }
}
