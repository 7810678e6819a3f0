/** Waits until a person can see a frame. A browser may load a frame that is out of view, in a hidden tab or in a prerendered page. */

export interface VisibilityPorts {
  /** `prerendering` is absent in browsers that do not prerender. */
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener'> & { readonly prerendering?: boolean }
  /** Calls `onChange` when the frame comes into view or leaves it, until the signal aborts. */
  readonly observeView: (onChange: (isInView: boolean) => void, signal: AbortSignal) => void
}

/** Resolves when the document is visible, is not prerendered, and is in view. */
export const whenVisible = ({ document, observeView }: VisibilityPorts): Promise<void> =>
  new Promise((resolve) => {
    const observers = new AbortController()
    const { signal } = observers
    let isInView = false
    const check = () => {
      if (!isInView || document.visibilityState !== 'visible' || document.prerendering === true) return
      observers.abort()
      resolve()
    }
    document.addEventListener('visibilitychange', check, { signal })
    document.addEventListener('prerenderingchange', check, { signal })
    observeView((nowInView) => {
      isInView = nowInView
      check()
    }, signal)
  })

/**
 * Observes whether the frame is in view. An intersection observer takes the scroll position of the embedding page into account,
 * even if that page has another origin. Without intersection observers, the frame counts as in view.
 */
export const observeFrameView: VisibilityPorts['observeView'] = (onChange, signal) => {
  if (typeof IntersectionObserver === 'undefined') return onChange(true)
  const observer = new IntersectionObserver((entries) => onChange(entries.at(-1)?.isIntersecting === true))
  signal.addEventListener('abort', () => observer.disconnect())
  observer.observe(document.documentElement)
}
