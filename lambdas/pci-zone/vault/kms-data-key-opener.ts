/** Opens data keys. Imports nothing that can make one. */
import { DecryptCommand, IncorrectKeyException, InvalidCiphertextException, type KMSClient } from '@aws-sdk/client-kms'
import { Fault } from '../../core/fault.ts'
import { type DataKeyOpener, dataKeyBytes } from './data-keys.ts'
import { encryptionContext } from './encryption-context.ts'

export interface KmsDataKeyOpenerPorts {
  readonly kms: KMSClient
  /** The ARN of the vault key, on which this function may `kms:Decrypt` and nothing else. */
  readonly vaultKeyId: string
}

/** What `Decrypt` takes: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
const maxCiphertextBytes = 6_144

export function kmsDataKeyOpener({ kms, vaultKeyId }: KmsDataKeyOpenerPorts): DataKeyOpener {
  return {
    async unwrap(wrapped, context) {
      // KMS would call these a malformed request, which is otherwise our own fault and not the stored bytes'.
      if (wrapped.length === 0 || wrapped.length > maxCiphertextBytes) return 'integrity-failed'
      try {
        const { Plaintext: plaintext } = await kms.send(
          new DecryptCommand({
            // Named, so that a wrapped key of another vault key is not opened on the quiet.
            KeyId: vaultKeyId,
            CiphertextBlob: wrapped,
            EncryptionContext: encryptionContext(context),
          }),
        )
        return plaintext?.length === dataKeyBytes ? plaintext : 'integrity-failed'
      } catch (error) {
        // The two that speak of the bytes. Everything else speaks of KMS, the network or the grant; "access denied" may
        // mean either (a wrapped key that names a key which does not exist), and is the fault that opens as little.
        if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException) {
          return 'integrity-failed'
        }
        throw new Fault('key-service-failed', error)
      }
    },
  }
}
