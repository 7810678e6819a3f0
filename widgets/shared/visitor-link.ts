/**
 * The link in the chat: `<visitor page>#<open key>` or `<visitor page>#<open key>.<fingerprint>`.
 *
 * Browsers do not send the fragment to a server, so neither part is in any log. The service creates the link with the open key. The
 * agent's tab appends the fingerprint of the key that it generated, so an attacker who replaces the sealing key in transit cannot
 * replace the fingerprint as well.
 */
import { canonical256Bits, keyPrefix } from '../../contracts/one-time-key.ts'

export interface VisitorLink {
  readonly openKey: string
  /** The base64url text of a SHA-256 hash (`contracts/fingerprint.ts`). Absent if the agent's tab generated no key. */
  readonly fingerprint?: string
}

const isOpenKey = (text: string): boolean =>
  text.startsWith(keyPrefix.open) && canonical256Bits.test(text.slice(keyPrefix.open.length))

/**
 * Parses the fragment of the page's URL, with or without its `#`. Returns undefined for an incomplete link. A link with a damaged
 * fingerprint is damaged; it does not count as a link without a fingerprint.
 */
export const parseVisitorLink = (fragment: string): VisitorLink | undefined => {
  const [openKey = '', fingerprint, ...rest] = fragment.replace(/^#/, '').split('.')
  if (!isOpenKey(openKey) || rest.length > 0) return undefined
  if (fingerprint === undefined) return { openKey }
  return canonical256Bits.test(fingerprint) ? { openKey, fingerprint } : undefined
}

/**
 * Appends the fingerprint to the link that the service returned.
 *
 * @throws {TypeError} when the link is not one of the service's, or already has a fingerprint.
 */
export const withFingerprint = (link: string, fingerprint: string): string => {
  const [page, fragment = ''] = link.split('#')
  if (page === '' || !isOpenKey(fragment)) throw new TypeError('not a link of the service')
  if (!canonical256Bits.test(fingerprint)) throw new TypeError('not a fingerprint')
  return `${link}.${fingerprint}`
}
