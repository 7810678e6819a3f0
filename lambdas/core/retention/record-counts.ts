import type { ExpiringTable } from '../expiring-tables.ts'

/** Counts the records that a table retains. Returns only numbers, never content. */
export interface RecordCounts {
  /**
   * Counts the records of a table, and those retained for too long: records that should have been swept by `sweptBy`,
   * that are due to be swept only after `sweptBefore`, or that are never swept. Times in milliseconds.
   */
  count(
    table: ExpiringTable,
    bounds: { readonly sweptBy: number; readonly sweptBefore: number },
  ): Promise<{ readonly looked: number; readonly overdue: number }>
}
