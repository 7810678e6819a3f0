/**
 * Checks whether bytes are an uncompressed point of the curve P-256 (SEC 1, 2.3.3; constants of NIST SP 800-186,
 * 3.2.1.3). The curve has cofactor 1, so every point on it is a valid public key. The check need not run in constant
 * time, because its input is public.
 */

const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

const integer = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)

export const uncompressedPointBytes = 65

/** Checks only the length and the first byte. A point is `0x04`, followed by two coordinates of 32 bytes. */
const looksLikePoint = (bytes: Uint8Array): boolean => bytes.length === uncompressedPointBytes && bytes[0] === 4

/** Checks that the format is valid, that both coordinates are below p, and that y² = x³ − 3x + b. */
export function isPointOnP256(bytes: Uint8Array): boolean {
  if (!looksLikePoint(bytes)) return false
  const x = integer(bytes.subarray(1, 33))
  const y = integer(bytes.subarray(33))
  return x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n
}
