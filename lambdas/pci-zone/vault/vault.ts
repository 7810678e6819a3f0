/**
 * The vault encrypts answers to a message, and decrypts a message to answers. These are two ports, so that code that
 * tokenises cannot detokenise. Its bundle does not contain the code for detokenising.
 */
import type { DataKey, VaultContext } from './data-keys.ts'

/** Answers in clear text, by question id. */
export type Answers = Readonly<Record<string, string>>

/** Encrypts answers. Only submit has this port. */
export interface EncryptingVault {
  /**
   * Generates a data key for one submission. If the caller does not use the data key, it must overwrite the plaintext
   * with zeros: `dataKey.plaintext.fill(0)`.
   * @throws Fault `key-service-failed`
   */
  generateDataKey(context: VaultContext): Promise<DataKey>
  /**
   * Returns the message to store beside `dataKey.wrapped`. `context` must be the one for which the data key was
   * generated. The length of the message reveals the length of the answers only in KiB. A data key can encrypt only
   * once, because its plaintext is overwritten with zeros afterwards.
   * @throws TypeError if the data key was used before
   */
  encrypt(answers: Answers, dataKey: DataKey, context: VaultContext): Promise<Uint8Array>
}

export interface StoredMessage {
  readonly message: Uint8Array
  readonly wrappedKey: Uint8Array
}

/** Decrypts answers. Only retrieve and history have this port. */
export interface DecryptingVault {
  /**
   * Returns all answers, never only some of them. Returns `integrity-failed` if the message, the wrapped key or the
   * context differs in a single bit.
   * @throws Fault `key-service-failed`
   */
  decrypt(stored: StoredMessage, context: VaultContext): Promise<{ readonly answers: Answers } | 'integrity-failed'>
}
