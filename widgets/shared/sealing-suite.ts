/**
 * The protocol's HPKE suite (RFC 9180, base mode), which both halves of sealing share. WebCrypto does all cryptography. The library
 * only combines the primitives of WebCrypto. The visitor's page loads this file after its first question is shown.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

/** Creates the suite: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const createSealingSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
