import { describe, expect, test } from 'vitest'
import { canonical256Bits, type KeyAction, keyPrefix } from '../../../../contracts/key-format.ts'
import { KeyRecord } from '../../../../lambdas/core/one-time-keys/key-record.ts'
import { hashOf, judgeKey, mintKey, newClaimant } from '../../../../lambdas/core/one-time-keys/one-time-key.ts'
import { seededRandomness } from '../../../../local/memory/randomness.ts'

const binding = KeyRecord.parse({
  keyHash: 'x',
  action: 'open',
  siteId: 'acme',
  conversationId: 'chat-1',
  formId: '0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
  generation: 1,
  expiresAt: 1_000,
})
const actions: readonly KeyAction[] = ['open', 'submit', 'retrieve']

describe('a new key', () => {
  test.each(actions)(
    'to %s consists of a prefix and 256 random bits, and only the hash of the key is stored',
    (action) => {
      const { secret, record } = mintKey(seededRandomness(1), action, binding)
      expect(secret.slice(0, 4)).toBe(keyPrefix[action])
      expect(secret.slice(4)).toMatch(canonical256Bits)
      const { mac: _, ...unauthenticated } = record
      expect(unauthenticated).toEqual({ ...binding, action, keyHash: hashOf(secret) })
      expect(JSON.stringify(record)).not.toContain(secret.slice(4))
    },
  )

  test('differs from every earlier key', () => {
    const randomness = seededRandomness(1)
    const secrets = Array.from({ length: 100 }, () => mintKey(randomness, 'open', binding).secret)
    expect(new Set(secrets).size).toBe(100)
  })
})

test('the hash of a key is SHA-256 in hex', () => {
  expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('every claimant consists of 128 new random bits', () => {
  const randomness = seededRandomness(1)
  const [one, other] = [newClaimant(randomness), newClaimant(randomness)]
  expect(Buffer.from(one, 'base64url')).toHaveLength(16)
  expect(one).not.toBe(other)
})

describe('judgeKey', () => {
  const key = { ...binding, action: 'submit', subject: 'visitor-1' } as const
  const use = { action: 'submit', siteId: key.siteId, formId: key.formId, subject: 'visitor-1', now: 0 } as const
  const other = KeyRecord.parse({
    ...binding,
    siteId: 'other',
    formId: '1b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
    submissionId: '2b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
  })

  test('returns `live` until the expiry, then `expired`', () => {
    expect(judgeKey(key, use)).toEqual({ live: key })
    expect(judgeKey(key, { ...use, now: 999 })).toEqual({ live: key })
    expect(judgeKey(key, { ...use, now: 1_000 })).toBe('expired')
  })

  test('returns `unknown` for a key that does not exist', () => {
    expect(judgeKey(undefined, use)).toBe('unknown')
  })

  test('returns `misused` for a key that belongs to another action, site, form, person or submission', () => {
    expect(judgeKey(key, { ...use, action: 'retrieve' })).toBe('misused')
    expect(judgeKey(key, { ...use, siteId: other.siteId })).toBe('misused')
    expect(judgeKey(key, { ...use, formId: other.formId })).toBe('misused')
    expect(judgeKey(key, { ...use, subject: 'visitor-2' })).toBe('misused')
    expect(judgeKey(key, { ...use, submissionId: other.submissionId })).toBe('misused')
    expect(judgeKey({ ...key, submissionId: other.submissionId }, { action: 'submit', now: 0 })).toHaveProperty('live')
  })

  test('returns `replayed` for a spent key, expired or not, and `misused` if it belongs to another action', () => {
    const spent = { ...key, claimedBy: 'somebody' }
    expect(judgeKey(spent, use)).toBe('replayed')
    expect(judgeKey(spent, { ...use, now: 5_000 })).toBe('replayed')
    expect(judgeKey(spent, { ...use, action: 'open' })).toBe('misused')
    expect(judgeKey(spent, { ...use, action: 'open', now: 5_000 })).toBe('expired')
  })
})
