/** The times at which DynamoDB may sweep an item, in seconds since the epoch. These times affect only the sweep. */
import { retainedAheadMs } from '../../core/conversations/conversations.ts'
import { maxConnectionMs } from '../../core/push/connections.ts'
import { hours, monthsLater } from '../../core/time.ts'

const retentionMonths = 13
const replayDetectionSeconds = 60
const week = hours(7 * 24)

const epochSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000)

/** The sweep time of a record whose retention ends at `expiresAt`. */
export const expirySweepAt = (expiresAt: number): number => epochSeconds(expiresAt)

/**
 * The sweep time of a one-time key. It is a minute after the key's expiry, so that a replayed key can still be
 * distinguished from an unknown key.
 */
export const keySweepAt = (expiresAt: number): number => epochSeconds(expiresAt) + replayDetectionSeconds

/** The sweep time of a record that is retained for thirteen months after its creation or its end. */
export const retentionSweepAt = (since: number): number => epochSeconds(monthsLater(since, retentionMonths))

/**
 * The sweep time of a form or a conversation. It is a week after the sweep time of its submissions, so that an erasure
 * can find all of the submissions. The week covers the two days in which a sent form can be submitted. It also covers
 * DynamoDB's own delay: DynamoDB sweeps items days after their sweep time, in no particular order.
 */
export const formAndConversationSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, retentionMonths) + week)

/** The sweep time of a conversation that was opened or assigned at `since`. */
export const conversationSweepAt = (since: number): number => formAndConversationSweepAt(since + retainedAheadMs)

/**
 * The sweep time of the pointer to a visitor's conversation. A form may be sent up to thirteen months after the pointer
 * was put, and its submission is retained for another thirteen months.
 */
export const visitorPointerSweepAt = (since: number): number =>
  epochSeconds(monthsLater(since, 2 * retentionMonths + 1))

/** True if a form sent now may be retained longer than the pointer that was put when its conversation was opened. */
export const mayOutliveVisitorPointer = ({ openedAt, sentAt }: { openedAt: number; sentAt: number }): boolean =>
  sentAt > monthsLater(openedAt, retentionMonths)

/**
 * The sweep time of the pointer to a form. It is later than the sweep time of the form's submission, so that an erasure
 * can find the submission.
 */
export const formPointerSweepAt = (sentAt: number): number => epochSeconds(monthsLater(sentAt, retentionMonths + 1))

/**
 * The sweep time of a connection whose row was never deleted. By this time, the socket has been closed for a long time.
 */
export const connectionSweepAt = (connectedAt: number): number => epochSeconds(connectedAt + maxConnectionMs)
