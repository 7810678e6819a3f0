import type { ExpiringTable } from '../expiring-tables.ts'

/** Counts what a table retains, and for how long: returns only numbers, never content. */
export interface RecordCounts {
  /**
   * Counts the records of a table, and those of them that should have been swept by `sweptBy`, are to be swept only
   * after `sweptBefore`, or are never swept. Times in milliseconds.
   */
  count(
    table: ExpiringTable,
    bounds: { readonly sweptBy: number; readonly sweptBefore: number },
  ): Promise<{ readonly looked: number; readonly overdue: number }>
}
