/**
 * Base64url without padding (RFC 4648, section 5), the form of every random and binary value on the wire. One value has one
 * spelling. Built on `atob` and `btoa`, because `Uint8Array.fromBase64` is not yet in every browser, nor in Node 24.
 */

export function encodeBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Undefined when the text is not the canonical spelling of some bytes: other characters, padding, unused bits that are set. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return encodeBase64url(bytes) === text ? bytes : undefined
}
