/** The tables whose records expire, by the names that the log may contain. */
export const expiringTables = [
  'conversations',
  'forms',
  'one-time-keys',
  'agent-sessions',
  'submissions',
  'data-keys',
  'connections',
  'audit',
] as const
export type ExpiringTable = (typeof expiringTables)[number]
