/** Announces when the browser's connection is lost and when it is restored, and waits for the connection to be restored. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { Notice } from './notice.ts'

export const announceConnectivity = ({ fillIn }: LocalisedMessages, notice: Notice, signal: AbortSignal): void => {
  const showOffline = () => notice.show(fillIn.offline)
  window.addEventListener('offline', showOffline, { signal })
  window.addEventListener('online', () => notice.show(fillIn.onlineAgain), { signal })
  if (!navigator.onLine) showOffline()
}

/** Resolves after the delay, or earlier if the browser is online again or the signal aborts. */
export const pauseOrOnline = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const listeners = new AbortController()
    const finish = () => {
      clearTimeout(timer)
      listeners.abort()
      resolve()
    }
    const timer = setTimeout(finish, milliseconds)
    window.addEventListener('online', finish, { signal: listeners.signal })
    signal.addEventListener('abort', finish, { signal: listeners.signal })
  })
