/** What is wrong with a log: where, and what kind of wrong. Ids, numbers and hashes, nothing else. */
export type Finding =
  | { readonly chain: string; readonly sequence: number; readonly flaw: RecordFlaw; readonly message: string }
  | { readonly checkpoint: number; readonly flaw: CheckpointFlaw; readonly message: string }
  | { readonly object: string; readonly flaw: ObjectFlaw; readonly message: string }

/**
 * Of a record or its place: it was changed; it is missing; it should not be there; it is another one than the next one follows;
 * it stands in the wrong order; or a checkpoint knew of more, of another, or of a chain that is not there at all.
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

/** What was found first, and how much there is of it in all. */
export interface Findings {
  add(finding: Finding): void
  readonly retained: readonly Finding[]
  readonly count: number
}

/** Keeps so many: a log that is broken everywhere is broken. */
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
