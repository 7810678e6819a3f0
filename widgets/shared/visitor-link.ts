/**
 * The link that the chat carries: `<visitor page>#<open key>` or `<visitor page>#<open key>.<fingerprint>`.
 *
 * A fragment never reaches a server, so neither part is in any log. The service makes the link with the open key; the
 * agent's tab appends the fingerprint of the key that it made itself, so whoever swaps the sealing key on the way to the
 * visitor cannot swap the fingerprint with it.
 */
import { canonical256Bits, keyPrefix } from '../../contracts/one-time-key.ts'

export interface VisitorLink {
  readonly openKey: string
  /** base64url of SHA-256 over the raw public key; absent when the agent's tab made none. */
  readonly fingerprint?: string
}

const isOpenKey = (text: string): boolean =>
  text.startsWith(keyPrefix.open) && canonical256Bits.test(text.slice(keyPrefix.open.length))

/**
 * Reads the fragment of the page's own address, with or without its `#`. Answers nothing when it is not a whole link: one
 * with a damaged fingerprint is damaged, never a link without a fingerprint.
 */
export const parseVisitorLink = (fragment: string): VisitorLink | undefined => {
  const [openKey = '', fingerprint, ...rest] = fragment.replace(/^#/, '').split('.')
  if (!isOpenKey(openKey) || rest.length > 0) return undefined
  if (fingerprint === undefined) return { openKey }
  return canonical256Bits.test(fingerprint) ? { openKey, fingerprint } : undefined
}

/**
 * Appends the fingerprint to the link that the service answered.
 *
 * @throws {TypeError} when the link is not one of the service's, or carries a fingerprint already.
 */
export const withFingerprint = (link: string, fingerprint: string): string => {
  const [page, fragment = ''] = link.split('#')
  if (page === '' || !isOpenKey(fragment)) throw new TypeError('not a link of the service')
  if (!canonical256Bits.test(fingerprint)) throw new TypeError('not a fingerprint')
  return `${link}.${fingerprint}`
}
