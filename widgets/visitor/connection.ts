/** The connection: said when it is lost and when it is back, and waited for. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { Notice } from './notice.ts'

export const announceConnectivity = ({ fillIn }: LocalisedMessages, notice: Notice, signal: AbortSignal): void => {
  const showOffline = () => notice.show(fillIn.offline)
  window.addEventListener('offline', showOffline, { signal })
  window.addEventListener('online', () => notice.show(fillIn.onlineAgain), { signal })
  if (!navigator.onLine) showOffline()
}

/** Waits so long, or until the connection is back if that is sooner. Aborted, it is over at once. */
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
