/** The decrypting half of the vault cipher. Imports no code that can encrypt. */
import { buildDecrypt } from '@aws-crypto/decrypt-node'
import type { VaultContext } from './data-keys.ts'
import { isEncryptionContextOf } from './encryption-context.ts'
import { clientOptions, frameLength, keyringOf, messageLength, messageSuite } from './message-format.ts'
import { unpadAnswers } from './padded-answers.ts'
import type { Answers } from './vault.ts'

const { decrypt } = buildDecrypt(clientOptions)

/** Returns all of the answers, or `integrity-failed` for a wrong key, a wrong context or an altered message. */
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
 * The keyring, the options and the suite are constants of ours, so any exception of the SDK is caused by the stored
 * bytes. The SDK throws many kinds; the caller gets one result for all.
 */
async function open(keyring: ReturnType<typeof keyringOf>['keyring'], message: Uint8Array) {
  try {
    return await decrypt(keyring, message, { maxBodySize: frameLength })
  } catch {
    return undefined
  }
}
