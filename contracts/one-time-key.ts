/**
 * The wire format of one-time keys and of the visitor secret.
 *
 * 256 random bits are 43 base64url characters. The last character contains four of the random bits and two zero bits,
 * so each key has one canonical spelling. The prefix names the action and lets a secret scanner find a leaked key.
 */
import * as z from 'zod/mini'

/** The canonical base64url of 32 bytes: the two unused bits of the last character are zero. */
export const canonical256Bits = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

export const keyPrefix = { open: 'sfo_', submit: 'sfs_', retrieve: 'sfr_' } as const
export type KeyAction = keyof typeof keyPrefix

/**
 * The schema of a key in a request. It accepts any string, because every string that is not a live key must get the
 * same `not-available`. The response therefore does not reveal how close a guess was.
 */
export const KeyField = z.string()

/**
 * The secret that the visitor's page generates and keeps. The service stores only its SHA-256, computed over the
 * characters.
 */
export const VisitorSecret = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/))
  .brand<'VisitorSecret'>()
export type VisitorSecret = z.infer<typeof VisitorSecret>
