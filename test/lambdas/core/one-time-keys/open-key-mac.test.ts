import { describe, expect, test } from 'vitest'
import { KeyRecord } from '../../../../lambdas/core/one-time-keys/key-record.ts'
import { mintKey } from '../../../../lambdas/core/one-time-keys/one-time-key.ts'
import { matchesOpenKeyMac } from '../../../../lambdas/core/one-time-keys/open-key-mac.ts'
import { seededRandomness } from '../../../../local/memory/randomness.ts'

const binding = KeyRecord.parse({
  keyHash: 'x',
  action: 'open',
  siteId: 'acme',
  conversationId: 'chat-1',
  formId: '0b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d',
  generation: 1,
  templateId: 'letter',
  templateVersion: 2,
  expiresAt: 1_000,
})
const randomness = seededRandomness(1)
const { secret, record } = mintKey(randomness, 'open', binding)

describe('abuse 42: the MAC in an open key’s record', () => {
  test('is valid for the record as it was issued, and after the key is claimed', () => {
    expect(matchesOpenKeyMac(secret, record)).toBe(true)
    expect(matchesOpenKeyMac(secret, { ...record, claimedBy: 'v', chainPlace: { sequence: 1, hash: 'h' } })).toBe(true)
  })

  test.each([
    ['another site', { siteId: 'other' }],
    ['another conversation', { conversationId: 'chat-2' }],
    ['another form', { formId: '1b9f3f0e-1c1a-4f6e-9d7e-2f3f6a1b2c3d' }],
    ['another generation', { generation: 2 }],
    ['another template', { templateId: 'card' }],
    ['another version', { templateVersion: 1 }],
    ['a later expiry', { expiresAt: 1_001 }],
    ['no MAC', { mac: undefined }],
    ['an empty MAC', { mac: '' }],
    ['the MAC of another key', { mac: mintKey(randomness, 'open', binding).record.mac }],
  ])('is invalid with %s', (_what, altered) => {
    expect(matchesOpenKeyMac(secret, KeyRecord.parse({ ...record, ...altered }))).toBe(false)
  })

  test('is absent from keys for other actions', () => {
    expect(mintKey(randomness, 'submit', binding).record.mac).toBeUndefined()
    expect(mintKey(randomness, 'retrieve', binding).record.mac).toBeUndefined()
  })
})
