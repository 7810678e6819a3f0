/**
 * Base64url without padding (RFC 4648, section 5). Every random or binary value on the wire has this encoding. Each
 * value has exactly one encoding. Uses `atob` and `btoa`, because Node 24 and some browsers lack
 * `Uint8Array.fromBase64`.
 */

export function encodeBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Decodes base64url. Returns undefined if the text is not canonical: if it has other characters or padding, or if its
 * unused bits are not zero.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return encodeBase64url(bytes) === text ? bytes : undefined
}
