import type { Reading } from '../indexed-history.ts'

/** I6: every release of clear text has a durable audit record written before it, one of its own. */
export function recordedBeforeReleased({ released, recorded, call }: Reading): string[] {
  const taken = new Set<number>()
  return released.flatMap((release) => {
    const event = call.get(release.call)?.step === 'view-history' ? 'history-viewed' : 'submission-retrieved'
    const record = recorded.find(
      (other) =>
        !taken.has(other.place) &&
        other.event === event &&
        (other.outcome === 'released' || other.outcome === 'done') &&
        other.submissionId === release.submissionId &&
        other.place < release.place &&
        other.at <= release.at,
    )
    if (record === undefined) return `I6: submission ${release.submissionId} was released without a record before it.`
    taken.add(record.place)
    return []
  })
}
