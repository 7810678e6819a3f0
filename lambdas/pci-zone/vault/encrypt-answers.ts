/** The encryption part of the vault. Imports no code that can decrypt. */
import { buildEncrypt } from '@aws-crypto/encrypt-node'
import type { VaultContext } from './data-keys.ts'
import { encryptionContext } from './encryption-context.ts'
import { clientOptions, frameLength, keyringOf, messageSuite } from './message-format.ts'
import { padAnswers } from './padded-answers.ts'
import type { Answers } from './vault.ts'

const { encrypt } = buildEncrypt(clientOptions)

/** Returns an AWS Encryption SDK message. Only this data key decrypts it, and it contains the context. */
export async function encryptAnswers(
  answers: Answers,
  dataKey: Uint8Array,
  context: VaultContext,
): Promise<Uint8Array> {
  const { keyring, wipe } = keyringOf(dataKey)
  const padded = padAnswers(answers)
  try {
    const { result } = await encrypt(keyring, padded, {
      suiteId: messageSuite,
      encryptionContext: encryptionContext(context),
      frameLength,
    })
    return result
  } finally {
    padded.fill(0)
    wipe()
  }
}
