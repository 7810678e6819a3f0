/** When DynamoDB's sweeper may take an item, epoch seconds. Nothing but sweeping depends on these. */
import { maxConnectionMs } from '../../core/push/connections.ts'
import { hours, monthsLater } from '../../core/time.ts'

const retentionMonths = 13
const replayDetectionSeconds = 60
const week = hours(7 * 24)

const epochSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000)

/** At the end of a retention that was reckoned when the record was made. */
export const expirySweepAt = (expiresAt: number): number => epochSeconds(expiresAt)

/** A minute late, so that a replay can still be told from a key that never was. */
export const keySweepAt = (expiresAt: number): number => epochSeconds(expiresAt) + replayDetectionSeconds

/** Thirteen months after something was made or ended. */
export const retentionSweepAt = (since: number): number => epochSeconds(monthsLater(since, retentionMonths))

/**
 * A week later: a form outlives what was submitted to it, and a conversation what was submitted in it, or an erasure could not
 * find it. The week has room for the two days during which a form that was sent may be submitted to, and for the sweeper, who
 * takes days and keeps no order.
 */
export const formAndConversationSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, retentionMonths) + week)

/**
 * A visitor's pointer outlives all that comes of a form that is sent within thirteen months of it: submitted to, and kept for as
 * long again.
 */
export const visitorPointerSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, 2 * retentionMonths + 1))

/** Whether a form that is sent now may outlive the pointer that was put when its conversation was opened. */
export const mayOutliveVisitorPointer = ({ openedAt, sentAt }: { openedAt: number; sentAt: number }): boolean =>
  sentAt > monthsLater(openedAt, retentionMonths)

/** A pointer outlives whatever may have been submitted to its form, or an erasure could not find it. */
export const formPointerSweepAt = (sentAt: number): number => epochSeconds(monthsLater(sentAt, retentionMonths + 1))

/** A connection's row, if nobody removed it: the socket at its end is long closed. */
export const connectionSweepAt = (connectedAt: number): number => epochSeconds(connectedAt + maxConnectionMs)
