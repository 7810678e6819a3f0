/**
 * Shares activity between the panels of one agent. All panels of an agent share one sign-in, so activity in one panel counts for
 * all. No panel may show the idle warning while the agent uses another. The panels notify each other over a BroadcastChannel. The
 * messages contain no data and are not stored.
 */

export interface SharedActivity {
  /** Notifies the agent's other panels of activity in this panel. */
  broadcast(): void
  close(): void
}

/**
 * The name of the channel contains the person's key, so two people never share a channel. Without a key, activity is not shared.
 */
export const shareActivity = (personKey: string | undefined, onActivity: () => void): SharedActivity => {
  if (personKey === undefined) return { broadcast: () => {}, close: () => {} }
  const channel = new BroadcastChannel(`sealform activity of ${personKey}`)
  channel.addEventListener('message', onActivity)
  return { broadcast: () => channel.postMessage('acted'), close: () => channel.close() }
}
