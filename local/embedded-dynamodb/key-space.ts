/**
 * Where things lie in the one sorted key space. Rows, indexes and tables lie where dynalite puts them, so that its tools
 * can open the folder; `~` occurs in no table name.
 */
export const keySpace = {
  tables: 'table~',
  items: (table: string) => `item-${table}~`,
  index: (kind: string, table: string, index: string) => `index-${kind.toLowerCase()}~${table}~${index}~`,
  tags: (table: string) => `tag-${table}~`,
  settings: 'settings~',
  requestTokens: 'request-token~',
} as const

/** Everything under a prefix: what follows is ASCII. */
export const prefixRange = (prefix: string) => ({ gte: prefix, lt: `${prefix}\u007f` })
