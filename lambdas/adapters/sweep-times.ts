/** When DynamoDB's sweeper may take an item, epoch seconds. Nothing but sweeping depends on these. */
import { longestConnectionMs } from '../core/push.ts'
import { monthsLater } from '../core/time.ts'

const retentionMonths = 13
const secondsToTellAReplay = 60

const rounded = (milliseconds: number): number => Math.ceil(milliseconds / 1000)

/** At the end of a retention that was reckoned when the record was made. */
export const sweepAfterExpiry = (expiresAt: number): number => rounded(expiresAt)

/** A minute late, so that a replay can still be told from a key that never was. */
export const sweepAfterKey = (expiresAt: number): number => rounded(expiresAt) + secondsToTellAReplay

/** Thirteen months after something was made, submitted or ended. */
export const sweepAfterRetention = (since: number): number => rounded(monthsLater(since, retentionMonths))

/**
 * A visitor's pointer outlives all that may come of it: a form that is sent as the conversation's own record ends, submitted to
 * and kept for as long again.
 */
export const sweepVisitorPointer = (since: number): number => rounded(monthsLater(since, 2 * retentionMonths + 1))

/** A pointer outlives whatever may have been submitted to its form, or an erasure could not find it. */
export const sweepPointer = (sentAt: number): number => rounded(monthsLater(sentAt, retentionMonths + 1))

/** A connection's row, if nobody removed it: the socket at its end is long closed. */
export const sweepConnection = (connectedAt: number): number => rounded(connectedAt + longestConnectionMs)
