/**
 * The link in the chat: `<visitor page>#<open key>` or `<visitor page>#<open key>.<fingerprint>`.
 *
 * Browsers do not send the fragment to a server, so neither part is in any log. The service creates the link with the open key.
 * The agent's tab appends the fingerprint of the key that it generated. An attacker who replaces the sealing key in transit
 * therefore cannot also replace the fingerprint.
 */
import { canonical256Bits, keyPrefix } from '../../contracts/key-format.ts'

export interface VisitorLink {
  readonly openKey: string
  /** The base64url text of a SHA-256 hash (`contracts/fingerprint.ts`). Absent if the agent's tab generated no key. */
  readonly fingerprint?: string
}

const isOpenKey = (text: string): boolean =>
  text.startsWith(keyPrefix.open) && canonical256Bits.test(text.slice(keyPrefix.open.length))

/** Decodes percent-encoding. Leaves a malformed encoding unchanged. */
const percentDecoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })

/**
 * The characters that chats insert into a link: soft hyphens, zero-width characters, control characters, and the backslashes with
 * which Markdown escapes an underscore.
 */
const insertedCharacters = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\\]/gu

const parts = /^[^\w-]*(sfo_[\w-]{43})(?:\.([\w-]{43}))?(?![\w-])(.*)$/u

/**
 * True for a text that may follow a link: the punctuation of a sentence, or parameters, a label or a text after another
 * separator. Letters and digits that follow only a point or a comma are part of a damaged fingerprint.
 */
const isAppended = (rest: string): boolean => /^[^\w-]*(?:$|[&?#/|<>:;\s\P{ASCII}])/u.test(rest)

const parseParts = (text: string): VisitorLink | undefined => {
  const [, openKey = '', fingerprint, rest = ''] = parts.exec(text) ?? []
  if (!isOpenKey(openKey) || !isAppended(rest)) return undefined
  if (fingerprint === undefined) return { openKey }
  return canonical256Bits.test(fingerprint) ? { openKey, fingerprint } : undefined
}

/**
 * Parses the fragment of the page's URL, with or without its `#`. Reverses the changes that chats, mail programs and gateways
 * make to a link, and drops text that they append to it. Returns undefined for an incomplete link, and for a link whose
 * fingerprint is damaged. Such a link does not count as a link without a fingerprint.
 */
export const parseVisitorLink = (fragment: string): VisitorLink | undefined => {
  // Decode twice, because a gateway may encode a link that is already encoded.
  const text = percentDecoded(percentDecoded(fragment)).replace(insertedCharacters, '')
  return parseParts(text) ?? parseParts(text.replace(/\s/g, ''))
}

/** Returns the fragment of a visitor link, without its `#`. */
export const visitorFragment = ({ openKey, fingerprint }: VisitorLink): string =>
  fingerprint === undefined ? openKey : `${openKey}.${fingerprint}`

/**
 * Splits the path of the page at a `#` that a gateway has encoded as `%23`. With this encoding, the browser sends the fragment as
 * part of the path.
 */
export const fragmentInPath = (path: string): { readonly path: string; readonly fragment: string } | undefined => {
  const [page = '', ...rest] = path.split(/%(?:25)*23/)
  return rest.length === 0 ? undefined : { path: page, fragment: rest.join('#') }
}

/**
 * Appends the fingerprint to the link that the service returned.
 *
 * @throws {TypeError} if the link is not one of the service's links, or if it already has a fingerprint
 */
export const withFingerprint = (link: string, fingerprint: string): string => {
  const [page, fragment = ''] = link.split('#')
  if (page === '' || !isOpenKey(fragment)) throw new TypeError('not a link of the service')
  if (!canonical256Bits.test(fingerprint)) throw new TypeError('not a fingerprint')
  return `${link}.${fingerprint}`
}
