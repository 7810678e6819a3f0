import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyRecord } from './key-record.ts'

type OpenKeyBinding = Pick<
  KeyRecord,
  'siteId' | 'conversationId' | 'formId' | 'generation' | 'templateId' | 'templateVersion' | 'expiresAt'
>

const version = 'sealform/v1/open-key'

/**
 * Returns the MAC of the form that an open key opens: HMAC-SHA-256 with the open key itself as its key, in base64url.
 * The service stores only the hash of a key. A person who can write the row therefore cannot make the link open another
 * form. (The other kinds of key need no MAC, because their steps compare the form and the person with the request and
 * with stored records.)
 */
export const openKeyMac = (openKey: string, binding: OpenKeyBinding): string => {
  const { siteId, conversationId, formId, generation, templateId, templateVersion, expiresAt } = binding
  const ids = [siteId, conversationId, formId, generation, templateId ?? null, templateVersion ?? null, expiresAt]
  return createHmac('sha256', openKey)
    .update(JSON.stringify([version, ...ids]))
    .digest('base64url')
}

/**
 * True if the stored key's MAC matches the open key. The row of the open key has then not changed since the key was
 * minted, apart from its claim.
 */
export const matchesOpenKeyMac = (openKey: string, key: KeyRecord): boolean => {
  const [expected, stored] = [openKeyMac(openKey, key), key.mac ?? ''].map((text) => Buffer.from(text))
  return expected !== undefined && stored?.length === expected.length && timingSafeEqual(stored, expected)
}
