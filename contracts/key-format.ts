/**
 * The text form of one-time keys, without a schema, so that the visitor's page can read a link before it has loaded its schemas.
 *
 * 256 random bits are 43 base64url characters. The last character contains four of the random bits and two zero bits,
 * so each key has one canonical spelling. The prefix names the action and lets a secret scanner find a leaked key.
 */

/** The canonical base64url of 32 bytes: the two unused bits of the last character are zero. */
export const canonical256Bits = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

export const keyPrefix = { open: 'sfo_', submit: 'sfs_', retrieve: 'sfr_' } as const
export type KeyAction = keyof typeof keyPrefix
