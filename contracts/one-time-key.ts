/**
 * One-time keys and the visitor secret as they look on the wire.
 *
 * 256 random bits are 43 base64url characters whose last one carries four bits and two zeros, so each key has one
 * canonical spelling. The prefix names the action and lets a secret scanner find a leaked key.
 */
import * as z from 'zod/mini'

/** 32 bytes, base64url, canonical: the two unused bits of the last character are zero. */
export const canonical256Bits = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

export const keyPrefix = { open: 'sfo_', submit: 'sfs_', retrieve: 'sfr_' } as const
export type KeyAction = keyof typeof keyPrefix

/**
 * A key field takes any string: one that is no live key is *not available*, whatever is wrong with it, so that nobody
 * learns from the answer how near a guess was.
 */
export const KeyField = z.string()

/** Made by the visitor's page, kept by it, known to the service only as the hash of its characters, whichever they are. */
export const VisitorSecret = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/))
  .brand<'VisitorSecret'>()
export type VisitorSecret = z.infer<typeof VisitorSecret>
