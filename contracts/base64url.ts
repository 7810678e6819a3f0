/**
 * Base64url without padding (RFC 4648, section 5). Every random or binary value on the wire has this encoding. Each
 * value has exactly one encoding. Uses `atob` and `btoa`, because Node 24 and some browsers lack
 * `Uint8Array.fromBase64`.
 */

/** A call takes at most this many arguments. */
const bytesPerCall = 8_192

export function encodeBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += bytesPerCall)
    binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, start + bytesPerCall))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The last character of an incomplete group has four or two bits that are not used. In the one encoding, they are zero. */
const canonical = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/

/**
 * Decodes base64url. Returns undefined if the text is not canonical: if it has other characters or padding, or if its
 * unused bits are not zero.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!canonical.test(text)) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
