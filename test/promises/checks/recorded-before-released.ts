import type { IndexedHistory } from '../indexed-history.ts'

/** I6: every release of clear text has a durable audit record of its own, written before it. */
export function recordedBeforeReleased({ released, recorded, callsById }: IndexedHistory): string[] {
  const taken = new Set<number>()
  return released.flatMap((release) => {
    const event = callsById.get(release.call)?.step === 'view-history' ? 'history-viewed' : 'submission-retrieved'
    const record = recorded.find(
      (other) =>
        !taken.has(other.index) &&
        other.event === event &&
        (other.outcome === 'released' || other.outcome === 'done') &&
        other.submissionId === release.submissionId &&
        other.index < release.index &&
        other.at <= release.at,
    )
    if (record === undefined) return `I6: submission ${release.submissionId} was released without a record before it.`
    taken.add(record.index)
    return []
  })
}
