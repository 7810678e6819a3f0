/** The names of the tables whose records expire. The log may contain these names. */
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
