/**
 * The code that both halves of sealing share: the protocol's HPKE suite (RFC 9180, base mode), `info` and `aad`. WebCrypto does
 * all cryptography. The library only combines the primitives of WebCrypto.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { additionalData, type SealingContext, sealingInfo } from '../../contracts/sealing.ts'

const utf8 = new TextEncoder()

/** The `info` parameter of HPKE. */
export const hpkeInfo = utf8.encode(sealingInfo)

/** Returns the `aad` parameter of HPKE. */
export const hpkeAad = (context: SealingContext): Uint8Array<ArrayBuffer> => utf8.encode(additionalData(context))

/** Creates the suite: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const createSealingSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
