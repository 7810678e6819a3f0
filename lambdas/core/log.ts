/** The structured log: an allow-list of codes and ids. Nothing else has a field to go to. */
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { RefusalCode } from '../../contracts/problem.ts'
import type { ExpiringTable } from './expiring-tables.ts'
import type { FaultCode } from './fault.ts'

/** What is counted as an event. `push-dropped`: a message could not be delivered in its time. */
export type LoggedEventName = AuditEventName | 'push-dropped' | 'history-granted'

/** What is said of a fault. */
export interface FaultLogFields {
  readonly fault?: FaultCode | 'unexpected'
  /** The name of the error behind a fault, such as `ThrottlingException`; never its message. */
  readonly cause?: string
}

/** One line a request. Bodies, headers, errors and events are never logged whole. */
export interface RequestLogLine extends FaultLogFields {
  readonly line: 'request'
  /** `none` for a request that reached no step. */
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

/** An audit event that somebody should be able to count and to be woken by, a message to agents' tabs that was given up, or a grant of the history. */
export interface EventLogLine {
  readonly line: 'event'
  readonly event: LoggedEventName
  readonly siteId?: string
  readonly formId?: string
}

/** What a function did that no request called: a trigger of the pool of people, or the clock. */
export interface TaskLogLine extends FaultLogFields {
  readonly line: 'task'
  readonly task: string
  readonly requestId: string
  /** The table, for tasks that scan several. */
  readonly table?: ExpiringTable
  /** How many records it looked at. */
  readonly looked?: number
  /** How many people it disabled, or submissions it removed. */
  readonly done?: number
  /** How many records are older than they may be. */
  readonly overdue?: number
  /** How many rows are no records. */
  readonly malformed?: number
}

export type LogLine = RequestLogLine | EventLogLine | TaskLogLine

export interface Log {
  write(line: LogLine): void
}
