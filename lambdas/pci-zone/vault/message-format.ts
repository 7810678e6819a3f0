/** The message format that encryption and decryption share: AWS Encryption SDK messages of one fixed form. */
import { AlgorithmSuiteIdentifier, CommitmentPolicy } from '@aws-crypto/material-management-node'
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node'
import type { VaultContext } from './data-keys.ts'
import { encryptionContext } from './encryption-context.ts'

/**
 * The algorithm suite. It commits to the key, so that one message cannot decrypt to two texts under two keys. It does
 * not sign, because anyone who can forge a message already has the data key, and with signing a message costs four
 * times as much.
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/supported-algorithms.html
 */
export const messageSuite = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY

/**
 * The options of the SDK's client. It refuses to write or read a message without key commitment, and allows only one
 * encrypted data key per message.
 */
export const clientOptions = {
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  maxEncryptedDataKeys: 1,
}

/**
 * The frame length. It is larger than any padded answers, so that a message always has a single frame and its size
 * depends only on the padded size.
 */
export const frameLength = 1024 * 1024

const keyNamespace = 'sealform'
const keyName = 'data-key'

/**
 * Returns the exact length of a message. The SDK ignores bytes after the last frame, so the length must be checked.
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 */
export function messageLength(context: VaultContext, paddedLength: number): number {
  const field = (length: number) => 2 + length
  const entries = Object.entries(encryptionContext(context)).flat()
  const contextLength = entries.reduce((sum, text) => sum + field(Buffer.byteLength(text)), 2)
  const wrappedKey = field(keyNamespace.length) + field(keyName.length + 4 + 4 + 12) + field(32 + 16)
  const header = 1 + 2 + 32 + field(contextLength) + field(wrappedKey) + 1 + 4 + 32
  const finalFrame = 4 + 4 + 12 + 4 + paddedLength + 16
  return header + 16 + finalFrame
}

/**
 * Returns a keyring whose wrapping key is the data key. The SDK requires a key that fills its whole buffer, and copies
 * the key into a KeyObject. `wipe` overwrites our copy with zeros. The KeyObject is freed together with the keyring.
 */
export function keyringOf(dataKey: Uint8Array): { readonly keyring: RawAesKeyringNode; readonly wipe: () => void } {
  const alone = new Uint8Array(dataKey)
  const keyring = new RawAesKeyringNode({
    keyNamespace,
    keyName,
    unencryptedMasterKey: alone,
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  })
  return { keyring, wipe: () => alone.fill(0) }
}
