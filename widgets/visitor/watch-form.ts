/**
 * Polls whether the form is still open, because the service does not push to visitors. To limit requests, it polls only while the
 * page is visible. It polls at most every 15 seconds, and only every 60 seconds after two minutes without activity.
 */
export interface FormWatchPorts {
  /** Checks the form's status once. */
  readonly check: () => void
  readonly isVisible: () => boolean
  /** The current time in milliseconds. */
  readonly now: () => number
}

export interface FormWatch {
  /** Polls more often for the next two minutes. The caller must call this when the visitor types or returns to the page. */
  onActivity(): void
  /** Delays the next check. The caller must call this after another request has shown the form's status. */
  onChecked(): void
}

export const checkMilliseconds = 15_000
export const inactiveAfterMilliseconds = 120_000
export const inactiveCheckMilliseconds = 60_000

/** Polls until the signal aborts. */
export const watchForm = ({ check, isVisible, now }: FormWatchPorts, signal: AbortSignal): FormWatch => {
  let lastCheckAt = now()
  let lastActivityAt = now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const plan = () => {
    clearTimeout(timer)
    if (signal.aborted || !isVisible()) return
    const isQuiet = now() - lastActivityAt >= inactiveAfterMilliseconds
    const interval = isQuiet ? inactiveCheckMilliseconds : checkMilliseconds
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
