import type { ChangeFeed } from './change-feed.ts'
import type { Database, Write } from './database.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The points at which a test may simulate a crash. */
export type FaultPoint = 'before-commit' | 'after-commit'

/**
 * Commits all writes, one task after the other. The data that a task has read can therefore not change before the task
 * commits.
 */
export interface Writer {
  /** Runs the task after all earlier tasks have ended. */
  runExclusive<Value>(task: () => Promise<Value>): Promise<Value>
  /**
   * Commits these writes atomically: no reader sees only some of them, even after a restart. Call this only within a
   * task. With `durably`, these writes and all earlier writes are on the disk when it returns.
   */
  commit(work: readonly UnitOfWork[], options?: { durably?: boolean; also?: readonly Write[] }): Promise<void>
  /** Resolves when all tasks that were started before this call have ended. */
  idle(): Promise<void>
}

export const createWriter = (
  database: Database,
  feed: ChangeFeed,
  faultPoint: (point: FaultPoint) => void = () => {},
): Writer => {
  let last: Promise<unknown> = Promise.resolve()

  const runExclusive = <Value>(task: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(task)
    last = turn.catch(() => {})
    return turn
  }

  return {
    runExclusive,
    commit: async (work, { durably = false, also = [] } = {}) => {
      const writes = [...work.flatMap((unit) => unit.writes), ...also]
      if (writes.length === 0) return
      faultPoint('before-commit')
      await database.batch(writes, { sync: durably })
      faultPoint('after-commit')
      feed.publish(work.flatMap((unit) => unit.changes))
    },
    idle: () => runExclusive(async () => {}),
  }
}
