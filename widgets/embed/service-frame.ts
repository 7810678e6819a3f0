/**
 * The frame that an embedding element shows, and the host's end of the talk with it. Everything is made by `createElement` and
 * properties, so that it works under a brand's own trusted types, and styled by a constructed sheet, so that it needs no
 * `style-src` of theirs.
 */
import type * as z from 'zod/mini'
import { FrameLayout } from '../shared/frame-messages.ts'

/** The origin that this script came from: the one service that it shows, and listens to. */
export const serviceOrigin = new URL(import.meta.url).origin

export interface ServiceFrameSettings<FromFrame> {
  /** On the service's origin. */
  readonly address: string
  readonly title: string
  /** Of the permissions policy. */
  readonly allow?: string
  readonly schema: z.ZodMiniType<FromFrame>
  /** Said to the frame each time that it has loaded. */
  readonly hello: () => object
  readonly onMessage: (message: FromFrame) => void
  /** The frame does not answer: it is not there, or it does not let this page frame it. */
  readonly onTimeout: () => void
}

export interface ServiceFrame {
  /** To the frame under the service's origin and under no other. */
  post(message: object): void
  /** Says hello anew, with what has changed in it; of no use before the frame has loaded, when hello is still to come. */
  resendHello(): void
  remove(): void
}

/** After the frame has loaded, which an error page of the browser's does, too. */
const readyTimeoutMilliseconds = 10_000

/**
 * What the frame may do. Not in the list: to lead this page elsewhere, to open windows, to download. `allow-same-origin` leaves
 * it its own origin, which is not this page's; a form has to be allowed for its `submit` event.
 */
const sandbox = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-modals']

/** The place to scroll to is positioned, so the frame is, too, or it would lie under that. */
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
