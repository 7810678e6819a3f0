/** Loads code that the page needs later, so that the page can still use it if the connection is lost in the meantime. */
import { pauseOrOnline } from './connection.ts'

/** The first delay is long enough for the browser to show the screen first. */
const delaysMilliseconds = [100, 5_000, 15_000, 60_000]

/**
 * Loads the code. Tries again a few times after a failure, or when the browser is online again. It never rejects, because the
 * code is loaded again when it is needed.
 */
export const loadAhead = async (load: () => Promise<unknown>, closed: AbortSignal): Promise<void> => {
  for (const milliseconds of delaysMilliseconds) {
    await pauseOrOnline(milliseconds, closed)
    if (closed.aborted) return
    try {
      await load()
      return
    } catch {}
  }
}
