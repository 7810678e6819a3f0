/**
 * When the page asks whether its form is still open, because nothing is pushed to a visitor. Each check costs a call: it happens only
 * while the page is visible, at most every 15 seconds, and every 60 seconds once nothing was typed or looked at for two minutes.
 */
export interface FormWatchPorts {
  /** Asks once. */
  readonly check: () => void
  readonly isVisible: () => boolean
  /** Milliseconds. */
  readonly now: () => number
}

export interface FormWatch {
  /** The visitor typed, or looked at the page again. */
  onActivity(): void
  /** Another call has just shown that the form is open, or how it ended. */
  onChecked(): void
}

export const checkMilliseconds = 15_000
export const quietAfterMilliseconds = 120_000
export const quietCheckMilliseconds = 60_000

/** Watches until the signal ends it. */
export const watchForm = ({ check, isVisible, now }: FormWatchPorts, signal: AbortSignal): FormWatch => {
  let lastCheckAt = now()
  let lastActivityAt = now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const plan = () => {
    clearTimeout(timer)
    if (signal.aborted || !isVisible()) return
    const isQuiet = now() - lastActivityAt >= quietAfterMilliseconds
    const interval = isQuiet ? quietCheckMilliseconds : checkMilliseconds
    timer = setTimeout(onDue, Math.max(0, lastCheckAt + interval - now()))
  }
  const onDue = () => {
    if (signal.aborted || !isVisible()) return
    lastCheckAt = now()
    plan()
    check()
  }
  signal.addEventListener('abort', () => clearTimeout(timer))
  plan()
  return {
    onActivity() {
      lastActivityAt = now()
      plan()
    },
    onChecked() {
      lastCheckAt = now()
      plan()
    },
  }
}
