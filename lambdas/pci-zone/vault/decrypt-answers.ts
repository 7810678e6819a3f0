/** The decryption part of the vault. Imports no code that can encrypt. */
import { buildDecrypt } from '@aws-crypto/decrypt-node'
import type { VaultContext } from './data-keys.ts'
import { isEncryptionContextOf } from './encryption-context.ts'
import { clientOptions, frameLength, keyringOf, messageLength, messageSuite } from './message-format.ts'
import { unpadAnswers } from './padded-answers.ts'
import type { Answers } from './vault.ts'

const { decrypt } = buildDecrypt(clientOptions)

/** Returns all answers, or `integrity-failed` if the key or the context is wrong or the message was altered. */
export async function decryptAnswers(
  message: Uint8Array,
  dataKey: Uint8Array,
  context: VaultContext,
): Promise<Answers | 'integrity-failed'> {
  const { keyring, wipe } = keyringOf(dataKey)
  try {
    const opened = await open(keyring, message)
    if (opened === undefined) return 'integrity-failed'
    try {
      const { plaintext, messageHeader } = opened
      const isOurs =
        messageHeader.suiteId === messageSuite &&
        isEncryptionContextOf(context, messageHeader.encryptionContext) &&
        message.length === messageLength(context, plaintext.length)
      return (isOurs ? unpadAnswers(plaintext) : undefined) ?? 'integrity-failed'
    } finally {
      opened.plaintext.fill(0)
    }
  } finally {
    wipe()
  }
}

/**
 * Decrypts a message. The keyring, the options and the suite are our own constants, so the stored bytes are the cause
 * of any exception of the SDK. The SDK throws many kinds of exceptions. The caller gets the same result for all of
 * them.
 */
async function open(keyring: ReturnType<typeof keyringOf>['keyring'], message: Uint8Array) {
  try {
    return await decrypt(keyring, message, { maxBodySize: frameLength })
  } catch {
    return undefined
  }
}
