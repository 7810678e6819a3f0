import type { ExpiringTable } from '../expiring-tables.ts'

/** Counts the records that a table retains. Returns only numbers, never content. */
export interface RecordCounts {
  /**
   * Counts the records of a table, and the records that are retained for too long. A record is retained for too long if
   * it should have been swept by `sweptBy`, if it is due to be swept only after `sweptBefore`, or if it is never swept.
   * The times are in milliseconds.
   */
  count(
    table: ExpiringTable,
    bounds: { readonly sweptBy: number; readonly sweptBefore: number },
  ): Promise<{ readonly looked: number; readonly overdue: number }>
}
