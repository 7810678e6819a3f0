import { eventsWithPointer } from '../../lambdas/core/audit/pointer.ts'

/** Prefixes of the event names that the publisher reads from the audit table's stream. */
export const publishedEventPrefixes = [
  ...['form-', 'submission-', 'conversation-closed', 'conversation-transferred'],
  ...['signed-out', 'operator-disabled'],
  ...eventsWithPointer,
]
