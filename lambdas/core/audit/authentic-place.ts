/**
 * Authenticates the position of an audit record under a secret that its bearer presents later: a one-time key or a
 * visitor secret. The service stores only hashes of these secrets, so no writer of a row can make another position
 * authentic. A secret leaves the service, or is used again, only after the record is stored. An authentic position
 * therefore needs no check that its record exists.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ConversationEvent } from './audit.ts'
import { conversationChain } from './audit-chain.ts'
import type { ChainHead, ChainHint } from './chain-head.ts'

type Conversation = Pick<ConversationEvent, 'siteId' | 'conversationId'>

const version = 'sealform/v1/chain-place'

/** Returns the MAC of a position in a conversation's chain: HMAC-SHA-256 under the secret, in base64url. */
export const chainPlaceMac = (secret: string, conversation: Conversation, { sequence, hash }: ChainHead): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([version, conversationChain(conversation), sequence, hash]))
    .digest('base64url')

/** A stored record with a position in a conversation's chain and, if a secret authenticates it, the MAC. */
export interface WithChainPlace extends Conversation {
  readonly chainPlace?: ChainHead | undefined
  readonly chainMac?: string | undefined
}

/** Returns the stored position as a hint of the chain head. The hint is marked if the secret authenticates it. */
export const hintOf = (secret: string, record: WithChainPlace): ChainHint | undefined => {
  const { chainPlace, chainMac } = record
  if (chainPlace === undefined || chainMac === undefined) return chainPlace
  const expected = Buffer.from(chainPlaceMac(secret, record, chainPlace))
  const stored = Buffer.from(chainMac)
  const isAuthentic = expected.length === stored.length && timingSafeEqual(expected, stored)
  return isAuthentic ? { ...chainPlace, isAuthentic } : chainPlace
}
