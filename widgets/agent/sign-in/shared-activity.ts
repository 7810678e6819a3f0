/**
 * Panels of one agent side by side share one sign-in: what is done in one of them is done for all, and none of them must warn
 * of idleness while the agent is busy in another. They tell each other over a channel of the browser that stores nothing and
 * carries nothing but *something was done*.
 */

export interface SharedActivity {
  /** Tells the other panels. */
  broadcast(): void
  close(): void
}

/** The name of the channel is the person, so two people do not mix. Nobody known: the panel stands alone. */
export const shareActivity = (personKey: string | undefined, onActivity: () => void): SharedActivity => {
  if (personKey === undefined) return { broadcast: () => {}, close: () => {} }
  const channel = new BroadcastChannel(`sealform activity of ${personKey}`)
  channel.addEventListener('message', onActivity)
  return { broadcast: () => channel.postMessage('acted'), close: () => channel.close() }
}
