import { type IndexedHistory, isDone } from '../indexed-history.ts'

/** I1: a one-time key takes effect at most once, for any callers, concurrency and retries. */
export function atMostOnce({ calls, issued, recorded, finalStates }: IndexedHistory): string[] {
  const violations: string[] = []
  for (const [key, { action }] of issued) {
    const successes = calls.filter((call) => call.key === key && isDone(call))
    // Opening is idempotent for the visitor for whom it succeeded, and for no one else.
    const effects =
      action === 'open'
        ? new Set(successes.map(({ by }) => (by.kind === 'visitor' ? by.visitor : by.kind))).size
        : successes.length
    if (effects > 1) violations.push(`I1: the ${action} key ${key} took effect ${effects} times.`)
  }
  for (const [formId, times] of countByForm(recorded.filter(({ event }) => event === 'form-submitted'))) {
    if (times > 1) violations.push(`I1: form ${formId} was recorded as submitted ${times} times.`)
  }
  for (const [formId, times] of countByForm(finalStates.filter(({ type }) => type === 'found-submission'))) {
    if (times > 1) violations.push(`I1: form ${formId} has ${times} submissions.`)
  }
  return violations
}

function countByForm(events: readonly object[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const event of events) {
    if (!('formId' in event) || typeof event.formId !== 'string') continue
    times.set(event.formId, (times.get(event.formId) ?? 0) + 1)
  }
  return times
}
