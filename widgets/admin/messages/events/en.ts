import type { AuditEventName } from '../../../../contracts/audit-event.ts'

const names: Readonly<Record<AuditEventName, string>> = {
  'conversation-opened': 'Conversation started',
  'conversation-transferred': 'Conversation transferred',
  'conversation-closed': 'Conversation ended',
  'conversation-erased': 'Conversation erased',
  'form-sent': 'Form sent',
  'form-resent': 'Form sent again',
  'form-cancelled': 'Form cancelled',
  'form-opened': 'Form opened',
  'form-declined': 'Form declined',
  'form-submitted': 'Form submitted',
  'retrieve-key-issued': 'Reading of answers started',
  'submission-retrieved': 'Answers read',
  'history-viewed': 'Stored answers viewed',
  'submission-erased': 'Answers erased',
  'key-misused': 'Key used for something else',
  'key-replayed': 'Key used again',
  'integrity-failed': 'Stored data was damaged or changed',
  'sign-in-failed': 'Sign-in failed',
  'operator-disabled': 'Person disabled',
  'operator-enabled': 'Person enabled or role changed',
  'signed-out': 'Signed out',
  'signed-out-idle': 'Signed out after no activity',
  'permission-refused': 'Action refused: no permission',
  'template-changed': 'Form template changed',
  'site-changed': 'Settings changed',
}

/** The messages of the view of security events. */
export const events = {
  heading: 'Security events',
  intro:
    'What people and the service did, from the audit log. Start with the last 24 hours, or look up one conversation. Records contain ids, never answers.',
  names,
  allEvents: 'All events',
  modes: { by: 'Search by', time: 'Time', conversation: 'Conversation' },
  fields: {
    from: { label: 'From (UTC)', hint: 'Start of the range.' },
    to: { label: 'To (UTC)', hint: 'At most 31 days after the start.' },
    person: { label: 'Person', hint: 'Optional. For example agent-7.' },
    event: { label: 'Event', hint: 'Optional.' },
    conversation: { label: 'Conversation', hint: 'The id from your chat system, for example chat-4711.' },
  },
  badRange: (days: number) => `Enter a start and a later end, at most ${days} days apart`,
  columns: { at: 'Time', event: 'Event', actor: 'By', concerns: 'Concerns', hash: 'Hash' },
  concerns: { subject: 'For', conversation: 'Conversation', form: 'Form', submission: 'Submission' },
  actors: { agent: 'Person', visitor: 'Visitor', 'chat-backend': 'Chat system', service: 'Sealform' },
  outcomes: {
    failed: 'failed',
    'unknown-key': 'unknown key',
    'expired-key': 'expired key',
  },
  found: (count: number, hasMore: boolean) =>
    `${count} ${count === 1 ? 'event' : 'events'}${hasMore ? '. There are more.' : '.'}`,
  empty: 'No events match. Widen the time range, or remove the person or the event.',
  notFound: 'Not found. Check the id: this site has no such conversation.',
  exportCsv: 'Export as CSV',
  exported: (count: number) => `Exported ${count} ${count === 1 ? 'event' : 'events'}.`,
  verify: 'Verify',
  verified: 'Verified',
  notVerified: 'Not verified',
  allVerified: (intact: number, linked: number, chains: number) =>
    `Verified. Each of the ${intact} records matches its hash, and ${linked} of them follow the shown record before them (chains: ${chains}).`,
  broken: (count: number) =>
    `${count} ${count === 1 ? 'record was' : 'records were'} changed or replaced. Look for “Not verified” in the list, and report this as an incident.`,
  verifyLimits:
    'This proves that no shown record was changed. It does not prove that the list is complete. To prove that, compare an export with the checkpoints:',
}
