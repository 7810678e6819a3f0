/** A flaw of a log: where it is, and what kind it is. Contains only ids, numbers and hashes. */
export type Finding =
  | { readonly chain: string; readonly sequence: number; readonly flaw: RecordFlaw; readonly message: string }
  | { readonly checkpoint: number; readonly flaw: CheckpointFlaw; readonly message: string }
  | { readonly object: string; readonly flaw: ObjectFlaw; readonly message: string }

/**
 * Of a record or its position: it was changed; it is missing; it should not exist; it is not the one that the next record
 * follows; it is out of order; or a checkpoint has more records, another record, or a chain that does not exist at all.
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

/** The first findings, and the total number. */
export interface Findings {
  add(finding: Finding): void
  readonly retained: readonly Finding[]
  readonly count: number
}

/** Keeps at most this many findings. */
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
