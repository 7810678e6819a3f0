/**
 * The layout of the single sorted key space. Rows, indexes and tables have the keys that dynalite gives them, so that
 * its tools can open the folder; `~` occurs in no table name.
 */
export const keySpace = {
  tables: 'table~',
  items: (table: string) => `item-${table}~`,
  index: (kind: string, table: string, index: string) => `index-${kind.toLowerCase()}~${table}~${index}~`,
  tags: (table: string) => `tag-${table}~`,
  settings: 'settings~',
  requestTokens: 'request-token~',
} as const

/** All keys with a prefix: the characters that follow it are ASCII. */
export const prefixRange = (prefix: string) => ({ gte: prefix, lt: `${prefix}\u007f` })
