/** The parts of the AWS Encryption SDK that our algorithm suite never uses, and copies of what Node itself has. */
import type { Replacement } from './replacement.ts'

const never = `const never = () => { throw new Error('no algorithm suite with signatures is used') }`

/**
 * The Encryption SDK's reader and writer for elliptic curve keys. Only algorithm suites with signatures use them. Our
 * suite has no signatures, and the SDK is configured accordingly. Without its curves, the SDK refuses such a suite.
 */
const noSignatures: readonly Replacement[] = [
  {
    file: '@aws-crypto/material-management/build/module/src/pem_helpers.js',
    contents: `${never}\nexport { never as publicKeyPem, never as privateKeyPem, never as chunk64 }`,
  },
  {
    file: '@aws-crypto/material-management/build/module/src/ecc_decode.js',
    contents: 'export const decodeNamedCurves = Object.freeze({})',
  },
  {
    file: '@aws-crypto/material-management/build/module/src/ecc_encode.js',
    contents: 'export const encodeNamedCurves = Object.freeze({})',
  },
]

/**
 * `bn.js` is arithmetic with large integers. Besides keys of elliptic curves, the Encryption SDK uses it only to write
 * and read the eight bytes of a content length, which Node does too.
 */
const contentLengths: Replacement = {
  file: 'bn.js/lib/bn.js',
  contents: `module.exports = class ContentLength {
  constructor(value) {
    this.value = typeof value === 'number' ? BigInt(value) : Buffer.from(value).readBigUInt64BE()
  }
  toArray() {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(this.value)
    return [...bytes]
  }
  toNumber() {
    if (this.value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('the content length is too large')
    return Number(this.value)
  }
}`,
}

export const replacedEncryptionSdk: readonly Replacement[] = [...noSignatures, contentLengths]
