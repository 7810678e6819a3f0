/** Unwraps data keys. Imports no code that can generate a data key. */
import { DecryptCommand, IncorrectKeyException, InvalidCiphertextException, type KMSClient } from '@aws-sdk/client-kms'
import { Fault } from '../../core/fault.ts'
import { type DataKeyOpener, dataKeyBytes } from './data-keys.ts'
import { encryptionContext } from './encryption-context.ts'

export interface KmsDataKeyOpenerPorts {
  readonly kms: KMSClient
  /** The ARN of the vault key. With this key, the function may only call `kms:Decrypt`. */
  readonly vaultKeyId: string
}

/** The maximum length that `Decrypt` accepts: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
const maxCiphertextBytes = 6_144

export function kmsDataKeyOpener({ kms, vaultKeyId }: KmsDataKeyOpenerPorts): DataKeyOpener {
  return {
    async unwrap(wrapped, context) {
      // KMS would report a malformed request. That error normally means a defect in this code, not in the stored bytes.
      if (wrapped.length === 0 || wrapped.length > maxCiphertextBytes) return 'integrity-failed'
      try {
        const { Plaintext: plaintext } = await kms.send(
          new DecryptCommand({
            // Names the key, so that KMS refuses a data key wrapped with another vault key.
            KeyId: vaultKeyId,
            CiphertextBlob: wrapped,
            EncryptionContext: encryptionContext(context),
          }),
        )
        return plaintext?.length === dataKeyBytes ? plaintext : 'integrity-failed'
      } catch (error) {
        // Only these two errors are about the stored bytes. All others are about KMS, the network or the grant. "Access
        // denied" can mean either, because a wrapped key may name a KMS key that does not exist. It is reported as a
        // fault, which reveals less.
        if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException) {
          return 'integrity-failed'
        }
        throw new Fault('key-service-failed', error)
      }
    },
  }
}
