/** Data keys under an in-memory key. A wrapped key opens only with its original context, as with KMS. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type DataKeyMaker, type DataKeyOpener, dataKeyBytes } from '../../lambdas/pci-zone/vault/data-keys.ts'

export function recordedDataKeys(note: (action: 'GenerateDataKey' | 'Decrypt') => void): DataKeyMaker & DataKeyOpener {
  const vaultKey = randomBytes(32)
  return {
    async generate(context) {
      note('GenerateDataKey')
      const [plaintext, nonce] = [randomBytes(dataKeyBytes), randomBytes(12)]
      const cipher = createCipheriv('aes-256-gcm', vaultKey, nonce).setAAD(Buffer.from(JSON.stringify(context)))
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
      return { plaintext, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) }
    },
    async unwrap(wrapped, context) {
      note('Decrypt')
      const bytes = Buffer.from(wrapped)
      const decipher = createDecipheriv('aes-256-gcm', vaultKey, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(JSON.stringify(context))).setAuthTag(bytes.subarray(12, 28))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
      } catch {
        return 'integrity-failed'
      }
    },
  }
}
