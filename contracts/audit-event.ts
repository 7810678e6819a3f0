/** The names of what the audit log records. Events carry ids, never values. */
export const auditEventNames = [
  'conversation-opened',
  'conversation-transferred',
  'conversation-closed',
  'form-sent',
  'form-resent',
  'form-cancelled',
  'form-opened',
  'form-declined',
  'form-submitted',
  'retrieve-key-issued',
  'submission-retrieved',
  'history-viewed',
  'submission-erased',
  'key-misused',
  'key-replayed',
  'integrity-failed',
  'sign-in-failed',
  'operator-disabled',
  'operator-enabled',
  'signed-out',
  'signed-out-idle',
  'permission-refused',
  'template-changed',
  'site-changed',
] as const

export type AuditEventName = (typeof auditEventNames)[number]
