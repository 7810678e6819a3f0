/**
 * The frame in an embedding element, and the host's side of the messages. The frame is built with `createElement` and properties,
 * so that it works with a brand's Trusted Types policy.
 */
import type * as z from 'zod/mini'
import { FrameLayout, type HostTheme } from '../shared/frame-messages.ts'
import { createStyleSheet } from './element-style.ts'
import { createLoadingLine, type LoadingText } from './loading-line.ts'
import { readHostTheme } from './read-host-theme.ts'

/** The origin of this script. The script shows only pages of this origin and accepts messages only from it. */
export const serviceOrigin = new URL(import.meta.url).origin

export interface ServiceFrameSettings<FromFrame> {
  /** A URL on the service's origin. */
  readonly address: string
  readonly title: string
  /** The text that the element shows until the frame responds. */
  readonly loading: LoadingText
  /** The frame's permissions policy. */
  readonly allow?: string
  readonly schema: z.ZodMiniType<FromFrame>
  /** Creates the message that is posted each time the frame has loaded. `theme` is the look of the brand's page. */
  readonly hello: (theme: HostTheme | undefined) => object
  readonly onMessage: (message: FromFrame) => void
  /** Creates what the element shows in place of a frame that does not respond. */
  readonly fallback: () => HTMLElement
  /**
   * Called when the frame does not respond in time: either the frame has not loaded, or its page does not allow this page to
   * frame it. The fallback is shown until the frame responds.
   */
  readonly onTimeout: () => void
}

export interface ServiceFrame {
  /** Posts a message to the frame. The browser delivers it only if the frame is on the service's origin. */
  post(message: object): void
  /** Posts `hello` again if one of its values has changed. Does nothing before the frame has loaded. */
  resendHello(): void
  /** Changes the title, and the loading text or the fallback if one is shown, to another language. */
  setTexts(texts: Pick<ServiceFrameSettings<never>, 'title' | 'loading'>): void
  remove(): void
}

/** The time that the frame may take until its `load` event, which a service that cannot be reached may never cause. */
const loadTimeoutMilliseconds = 20_000

/**
 * The time that the frame may take to respond after its `load` event. The browser's own error page also fires `load`, but never
 * responds.
 */
const readyTimeoutMilliseconds = 10_000

const darkMode = matchMedia('(prefers-color-scheme: dark)')

/**
 * The frame's sandbox permissions. The frame may not navigate this page, open windows or download files. With
 * `allow-same-origin`, the frame keeps its own origin, which is not that of this page. `allow-forms` is needed for `submit`
 * events.
 */
const sandbox = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-modals']

/** Replaces the content of a shadow tree. */
export const showInShadow = (root: ShadowRoot, ...shown: readonly HTMLElement[]): void => {
  root.adoptedStyleSheets = [createStyleSheet()]
  root.replaceChildren(...shown)
}

export const showServiceFrame = <FromFrame>(
  root: ShadowRoot,
  {
    address,
    title,
    loading,
    allow = '',
    schema,
    hello,
    onMessage,
    fallback,
    onTimeout,
  }: ServiceFrameSettings<FromFrame>,
): ServiceFrame => {
  const listeners = new AbortController()
  const { signal } = listeners
  const frame = document.createElement('iframe')
  const scrollTarget = document.createElement('span')
  /** The last `hello`, to compare with a new one. Undefined before the frame has loaded. */
  let lastHello: string | undefined
  let readyTimer: ReturnType<typeof setTimeout> | undefined
  let shownFallback: HTMLElement | undefined
  let loadingLine: HTMLElement | undefined = createLoadingLine(loading)

  const removeLoadingLine = () => {
    loadingLine?.remove()
    loadingLine = undefined
  }
  const post = (message: object) => frame.contentWindow?.postMessage(message, serviceOrigin)
  const postHello = ({ onlyIfChanged }: { readonly onlyIfChanged: boolean }) => {
    const message = hello(readHostTheme(scrollTarget))
    const serialised = JSON.stringify(message)
    if (onlyIfChanged && serialised === lastHello) return
    lastHello = serialised
    post(message)
  }
  const resendHello = () => {
    if (lastHello !== undefined) postHello({ onlyIfChanged: true })
  }

  const showFallback = () => {
    removeLoadingLine()
    shownFallback?.remove()
    shownFallback = fallback()
    frame.hidden = true
    root.append(shownFallback)
  }
  const expectResponse = (milliseconds: number) => {
    clearTimeout(readyTimer)
    readyTimer = setTimeout(() => {
      showFallback()
      onTimeout()
    }, milliseconds)
  }
  const onResponse = () => {
    clearTimeout(readyTimer)
    removeLoadingLine()
    shownFallback?.remove()
    shownFallback = undefined
    frame.hidden = false
  }

  const applyLayout = (message: FrameLayout) => {
    onResponse()
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
      expectResponse(readyTimeoutMilliseconds)
      postHello({ onlyIfChanged: false })
    },
    { signal },
  )
  darkMode.addEventListener('change', resendHello, { signal })

  frame.title = title
  frame.allow = allow
  frame.referrerPolicy = 'no-referrer'
  frame.sandbox.add(...sandbox)
  frame.src = address
  showInShadow(root, loadingLine, scrollTarget, frame)
  expectResponse(loadTimeoutMilliseconds)
  return {
    post,
    resendHello,
    setTexts(texts) {
      frame.title = texts.title
      if (loadingLine !== undefined) {
        const translated = createLoadingLine(texts.loading)
        loadingLine.replaceWith(translated)
        loadingLine = translated
      }
      if (shownFallback !== undefined) showFallback()
    },
    remove() {
      listeners.abort()
      clearTimeout(readyTimer)
      root.replaceChildren()
    },
  }
}
