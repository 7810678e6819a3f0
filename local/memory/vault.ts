/**
 * A substitute for the vault, with real encryption: AES-256-GCM with the context as additional data. Decryption
 * therefore fails if a bit was changed or if the context differs. Only the message format and the key service differ
 * from the real vault.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import * as z from 'zod/mini'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import { dataKeyBytes, type VaultContext } from '../../lambdas/pci-zone/vault/data-keys.ts'
import { encryptionContext } from '../../lambdas/pci-zone/vault/encryption-context.ts'
import type { DecryptingVault, EncryptingVault } from '../../lambdas/pci-zone/vault/vault.ts'

const ivBytes = 12
const tagBytes = 16
const StoredAnswers = z.record(z.string(), z.string())

const additionalData = (context: VaultContext): Uint8Array => Buffer.from(JSON.stringify(encryptionContext(context)))

export function memoryVault(randomness: Randomness): EncryptingVault & DecryptingVault {
  const vaultKey = randomness.bytes(dataKeyBytes)

  const seal = (key: Uint8Array, context: VaultContext, clear: Uint8Array): Uint8Array => {
    const iv = randomness.bytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additionalData(context))
    return new Uint8Array(Buffer.concat([iv, cipher.update(clear), cipher.final(), cipher.getAuthTag()]))
  }

  const open = (key: Uint8Array, context: VaultContext, sealed: Uint8Array): Uint8Array | undefined => {
    if (sealed.length < ivBytes + tagBytes) return undefined
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
      .setAAD(additionalData(context))
      .setAuthTag(sealed.subarray(-tagBytes))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()])
    } catch {
      return undefined
    }
  }

  return {
    async generateDataKey(context) {
      const plaintext = randomness.bytes(dataKeyBytes)
      return { plaintext, wrapped: seal(vaultKey, context, plaintext) }
    },

    async encrypt(answers, dataKey, context) {
      if (dataKey.plaintext.every((byte) => byte === 0)) throw new TypeError('A data key can encrypt only once.')
      const message = seal(dataKey.plaintext, context, Buffer.from(JSON.stringify(answers)))
      dataKey.plaintext.fill(0)
      return message
    },

    async decrypt({ message, wrappedKey }, context) {
      const dataKey = open(vaultKey, context, wrappedKey)
      const clear = dataKey && open(dataKey, context, message)
      if (clear === undefined) return 'integrity-failed'
      return { answers: StoredAnswers.parse(JSON.parse(Buffer.from(clear).toString())) }
    },
  }
}
