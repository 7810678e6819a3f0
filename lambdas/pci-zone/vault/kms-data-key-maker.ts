/** Generates data keys. Imports no code that can unwrap a data key. */
import { GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms'
import { Fault } from '../../core/fault.ts'
import { type DataKeyMaker, dataKeyBytes } from './data-keys.ts'
import { encryptionContext } from './encryption-context.ts'

export interface KmsDataKeyMakerPorts {
  readonly kms: KMSClient
  /** The ARN of the vault key. With this key, the function may only call `kms:GenerateDataKey`. */
  readonly vaultKeyId: string
}

export function kmsDataKeyMaker({ kms, vaultKeyId }: KmsDataKeyMakerPorts): DataKeyMaker {
  return {
    async generate(context) {
      const { Plaintext: plaintext, CiphertextBlob: wrapped } = await kms
        .send(
          new GenerateDataKeyCommand({
            KeyId: vaultKeyId,
            KeySpec: 'AES_256',
            EncryptionContext: encryptionContext(context),
          }),
        )
        .catch((error: unknown) => {
          throw new Fault('key-service-failed', error)
        })
      if (plaintext?.length !== dataKeyBytes || wrapped === undefined || wrapped.length === 0) {
        throw new Fault('key-service-failed')
      }
      return { plaintext, wrapped }
    },
  }
}
