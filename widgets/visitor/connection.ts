/** The connection: said when it is lost and when it is back, and waited for. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { Notice } from './notice.ts'

export const announceConnectivity = ({ fillIn }: LocalisedMessages, notice: Notice, signal: AbortSignal): void => {
  const offline = () => notice.show(fillIn.offline)
  window.addEventListener('offline', offline, { signal })
  window.addEventListener('online', () => notice.show(fillIn.onlineAgain), { signal })
  if (!navigator.onLine) offline()
}

/** Waits so long, or until the connection is back if that is sooner. Aborted, it is over at once. */
export const pauseOrOnline = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const over = new AbortController()
    const end = () => {
      clearTimeout(timer)
      over.abort()
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    window.addEventListener('online', end, { signal: over.signal })
    signal.addEventListener('abort', end, { signal: over.signal })
  })
