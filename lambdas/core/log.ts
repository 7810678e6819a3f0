/** The structured log: an allow-list of codes and ids. There is no field for anything else. */
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { ExpiringTable } from './expiring-tables.ts'
import type { FaultCode } from './fault.ts'

/** The events that are counted. `push-dropped`: a message could not be delivered in time. */
export type LoggedEventName = AuditEventName | 'push-dropped' | 'history-granted'

/** The log fields of a fault. */
export interface FaultLogFields {
  readonly fault?: FaultCode | 'unexpected'
  /** The name of the error behind a fault, such as `ThrottlingException`; never its message. */
  readonly cause?: string
}

/** One line per request. Bodies, headers, errors and events are never logged whole. */
export interface RequestLogLine extends FaultLogFields {
  readonly line: 'request'
  /** `none` for a request that reaches no step. */
  readonly step: string
  readonly requestId: string
  readonly status: number
  readonly milliseconds: number
  readonly code?: RefusalCode
  readonly siteId?: string
  readonly conversationId?: string
  readonly formId?: string
  readonly submissionId?: string
}

/** An audit event to count and to alert on, a dropped message to agents' tabs, or a grant of access to the history. */
export interface EventLogLine {
  readonly line: 'event'
  readonly event: LoggedEventName
  readonly siteId?: string
  readonly formId?: string
}

/** The work of a function that serves no requests: a trigger of the user pool, or a scheduled task. */
export interface TaskLogLine extends FaultLogFields {
  readonly line: 'task'
  readonly task: string
  readonly requestId: string
  /** The table, for tasks that scan several. */
  readonly table?: ExpiringTable
  /** How many records it examined. */
  readonly looked?: number
  /** How many people it disabled, or submissions it removed. */
  readonly done?: number
  /** How many records are older than allowed. */
  readonly overdue?: number
  /** How many rows are not valid records. */
  readonly malformed?: number
}

export type LogLine = RequestLogLine | EventLogLine | TaskLogLine

export interface Log {
  write(line: LogLine): void
}
