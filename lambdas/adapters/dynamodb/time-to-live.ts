/** When DynamoDB may sweep an item, epoch seconds. Nothing but sweeping depends on these times. */
import { maxConnectionMs } from '../../core/push/connections.ts'
import { hours, monthsLater } from '../../core/time.ts'

const retentionMonths = 13
const replayDetectionSeconds = 60
const week = hours(7 * 24)

const epochSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000)

/** At the end of a retention that was computed when the record was made. */
export const expirySweepAt = (expiresAt: number): number => epochSeconds(expiresAt)

/** A minute late, so that a replayed key can still be distinguished from an unknown one. */
export const keySweepAt = (expiresAt: number): number => epochSeconds(expiresAt) + replayDetectionSeconds

/** Thirteen months after a record was made or ended. */
export const retentionSweepAt = (since: number): number => epochSeconds(monthsLater(since, retentionMonths))

/**
 * A week later than a submission: a form must outlive its submission, and a conversation the submissions in it, so that
 * an erasure finds them. The week covers the two days during which a form that was sent may be submitted, and the
 * sweeper, which takes days and follows no order.
 */
export const formAndConversationSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, retentionMonths) + week)

/**
 * A visitor's pointer outlives everything that follows from a form sent within thirteen months of it: the form may be
 * submitted, and the submission is retained for as long again.
 */
export const visitorPointerSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, 2 * retentionMonths + 1))

/** Whether a form sent now may outlive the pointer that was put when its conversation was opened. */
export const mayOutliveVisitorPointer = ({ openedAt, sentAt }: { openedAt: number; sentAt: number }): boolean =>
  sentAt > monthsLater(openedAt, retentionMonths)

/** A pointer outlives anything that may have been submitted to its form, so that an erasure finds it. */
export const formPointerSweepAt = (sentAt: number): number => epochSeconds(monthsLater(sentAt, retentionMonths + 1))

/** For a row that was never removed: by then the socket has long been closed. */
export const connectionSweepAt = (connectedAt: number): number => epochSeconds(connectedAt + maxConnectionMs)
