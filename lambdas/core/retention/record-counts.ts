import type { ExpiringTable } from '../expiring-tables.ts'

/** The port to how much a table keeps, and for how long: numbers, and nothing of what is there. */
export interface RecordCounts {
  /**
   * How many records a table has, and how many of them should have been swept by a time, are not to be swept before another, or
   * are never to be swept. Times in milliseconds.
   */
  count(
    table: ExpiringTable,
    bounds: { readonly sweptBy: number; readonly sweptBefore: number },
  ): Promise<{ readonly looked: number; readonly overdue: number }>
}
