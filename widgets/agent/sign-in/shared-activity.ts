/**
 * Several panels of one agent share one sign-in, so activity in one counts for all, and none may show the idle warning while the
 * agent uses another. They notify each other over a BroadcastChannel, whose messages contain no data and are not stored.
 */

export interface SharedActivity {
  /** Notifies the other panels. */
  broadcast(): void
  close(): void
}

/** The channel's name contains the person, so two people do not share one. Without a person, activity is not shared. */
export const shareActivity = (personKey: string | undefined, onActivity: () => void): SharedActivity => {
  if (personKey === undefined) return { broadcast: () => {}, close: () => {} }
  const channel = new BroadcastChannel(`sealform activity of ${personKey}`)
  channel.addEventListener('message', onActivity)
  return { broadcast: () => channel.postMessage('acted'), close: () => channel.close() }
}
