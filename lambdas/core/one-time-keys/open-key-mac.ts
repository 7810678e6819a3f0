import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyRecord } from './key-record.ts'

type OpenKeyBinding = Pick<
  KeyRecord,
  'siteId' | 'conversationId' | 'formId' | 'generation' | 'templateId' | 'templateVersion' | 'expiresAt'
>

const version = 'sealform/v1/open-key'

/**
 * HMAC-SHA-256, under the open key itself, of the form that it opens, base64url. The service stores only the hash of a
 * key, so a writer of its row cannot make a link lead to another form. (The other kinds need none: their steps compare
 * the form and the person with the request and with what is stored.)
 */
export const openKeyMac = (openKey: string, binding: OpenKeyBinding): string => {
  const { siteId, conversationId, formId, generation, templateId, templateVersion, expiresAt } = binding
  const ids = [siteId, conversationId, formId, generation, templateId ?? null, templateVersion ?? null, expiresAt]
  return createHmac('sha256', openKey)
    .update(JSON.stringify([version, ...ids]))
    .digest('base64url')
}

/** Whether the MAC matches: the row of an open key has not changed since it was minted, except for the claim. */
export const matchesOpenKeyMac = (openKey: string, key: KeyRecord): boolean => {
  const [expected, stored] = [openKeyMac(openKey, key), key.mac ?? ''].map((text) => Buffer.from(text))
  return expected !== undefined && stored?.length === expected.length && timingSafeEqual(stored, expected)
}
