/** A flaw in a log, with its location and its kind. A finding contains only ids, numbers and hashes. */
export type Finding =
  | { readonly chain: string; readonly sequence: number; readonly flaw: RecordFlaw; readonly message: string }
  | { readonly checkpoint: number; readonly flaw: CheckpointFlaw; readonly message: string }
  | { readonly object: string; readonly flaw: ObjectFlaw; readonly message: string }

/**
 * What is wrong with a record or its position. A record can be changed, missing, unexpected or out of order, or the
 * next record may not follow it. A checkpoint can contain more records than the chain, another record at the same
 * position, or a chain that is missing in the log.
 */
export type RecordFlaw =
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'replaced'
  | 'reordered'
  | 'truncated'
  | 'rewritten'
  | 'vanished'
export type CheckpointFlaw = 'changed' | 'removed' | 'does not follow'
export type ObjectFlaw = 'changed' | 'removed' | 'not a record'

/** Collects findings. It counts all findings, but retains only the first ones. */
export interface Findings {
  add(finding: Finding): void
  readonly retained: readonly Finding[]
  readonly count: number
}

/** Creates a collection that retains at most this many findings. */
export const createFindings = (most = 100): Findings => {
  const retained: Finding[] = []
  let count = 0
  return {
    add(finding) {
      count += 1
      if (retained.length < most) retained.push(finding)
    },
    retained,
    get count() {
      return count
    },
  }
}
