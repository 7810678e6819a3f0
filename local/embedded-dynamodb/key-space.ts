/**
 * The layout of the single sorted key space. Rows, indexes and tables have the same keys as in dynalite, so that its
 * tools can open the folder. No table name contains `~`.
 */
export const keySpace = {
  tables: 'table~',
  items: (table: string) => `item-${table}~`,
  index: (kind: string, table: string, index: string) => `index-${kind.toLowerCase()}~${table}~${index}~`,
  tags: (table: string) => `tag-${table}~`,
  settings: 'settings~',
  requestTokens: 'request-token~',
} as const

/** Returns the range of all keys with a prefix. Only ASCII characters may follow the prefix. */
export const prefixRange = (prefix: string) => ({ gte: prefix, lt: `${prefix}\u007f` })
