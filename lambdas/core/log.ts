/** The structured log: an allow-list of codes and ids, without a field for anything else. */
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { ExpiringTable } from './expiring-tables.ts'
import type { FaultCode } from './fault.ts'
import type { TokenRule } from './token-rule.ts'

/** The events that a metric counts. `push-dropped`: a message could not be delivered in time. */
export type LoggedEventName = AuditEventName | 'push-dropped' | 'history-granted'

/** The fields that are logged about a fault. */
export interface FaultLogFields {
  readonly fault?: FaultCode | 'unexpected'
  /** The name of the error that caused the fault, such as `ThrottlingException`; never its message. */
  readonly cause?: string
}

/** The line that is logged for each request. Bodies, headers, errors and events are never logged as a whole. */
export interface RequestLogLine extends FaultLogFields {
  readonly line: 'request'
  /** The name of the step, or `none` for a request that does not reach a step. */
  readonly step: string
  readonly requestId: string
  readonly status: number
  /** The trace id of the caller's `traceparent` header (W3C Trace Context). */
  readonly traceId?: string
  readonly milliseconds: number
  /** The caller's address (PCI DSS 10.2.2), as the edge passes it on. Absent if callers connect directly. */
  readonly address?: string
  readonly code?: RefusalCode
  readonly siteId?: string
  readonly conversationId?: string
  readonly formId?: string
  readonly submissionId?: string
}

/**
 * A line for an event that a metric counts or an alarm watches: an audit event, a message to agents' tabs that was
 * dropped, or a grant of access to the history.
 */
export interface EventLogLine {
  readonly line: 'event'
  readonly event: LoggedEventName
  readonly siteId?: string
  readonly formId?: string
}

/** A line for a function that does not serve requests: a trigger of the user pool, or a scheduled task. */
export interface TaskLogLine extends FaultLogFields {
  readonly line: 'task'
  readonly task: string
  readonly requestId: string
  /** The scanned table, if the task scans several tables. */
  readonly table?: ExpiringTable
  /** The number of records examined. */
  readonly looked?: number
  /** The number of people disabled or submissions removed. */
  readonly done?: number
  /** The number of records that are older than allowed. */
  readonly overdue?: number
  /** The number of rows that are not valid records. */
  readonly malformed?: number
}

/** A line for an access token that the authorizer refused. The caller learns only that the token is refused. */
export interface TokenLogLine {
  readonly line: 'token'
  readonly rule: TokenRule
}

/** A line for a table that throttled a request, also if the request succeeded when it was repeated. */
export interface ThrottleLogLine {
  readonly line: 'throttle'
  readonly table: ExpiringTable | 'people' | 'sites' | 'templates'
}

export type LogLine = RequestLogLine | EventLogLine | TaskLogLine | TokenLogLine | ThrottleLogLine

export interface Log {
  write(line: LogLine): void
}
