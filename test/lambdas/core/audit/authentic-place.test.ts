import { expect, test } from 'vitest'
import { ConversationId } from '../../../../contracts/identifiers.ts'
import { chainPlaceMac, hintOf } from '../../../../lambdas/core/audit/authentic-place.ts'
import { acme } from '../../site-fixture.ts'

const secret = `sfo_${'a'.repeat(43)}`
const conversation = { siteId: acme, conversationId: ConversationId.parse('chat-1') }
const chainPlace = { sequence: 4, hash: 'd'.repeat(64) }
const row = { ...conversation, chainPlace, chainMac: chainPlaceMac(secret, conversation, chainPlace) }

test('the secret authenticates the position that was stored with it', () => {
  expect(hintOf(secret, row)).toEqual({ ...chainPlace, isAuthentic: true })
})

test.each([
  ['a later sequence', { chainPlace: { ...chainPlace, sequence: 5 } }],
  ['an earlier sequence', { chainPlace: { ...chainPlace, sequence: 3 } }],
  ['another hash', { chainPlace: { ...chainPlace, hash: 'e'.repeat(64) } }],
  ['another conversation', { conversationId: ConversationId.parse('chat-2') }],
  ['an altered MAC', { chainMac: `${row.chainMac.slice(0, -2)}AA` }],
  ['a MAC of another length', { chainMac: row.chainMac.slice(0, -1) }],
  ['a MAC that is not ASCII', { chainMac: 'é'.repeat(43) }],
  ['a MAC under another secret', { chainMac: chainPlaceMac(`${secret}b`, conversation, chainPlace) }],
  ['no MAC', { chainMac: undefined }],
])('a row with %s gives a hint that is not authentic', (_, altered) => {
  const forged = { ...row, ...altered }
  expect(hintOf(secret, forged)).toEqual(forged.chainPlace)
})

test('a row without a position gives no hint', () => {
  expect(hintOf(secret, { ...row, chainPlace: undefined })).toBeUndefined()
})
