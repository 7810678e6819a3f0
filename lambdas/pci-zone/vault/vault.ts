/**
 * The vault encrypts answers to a message, and decrypts a message to answers. These are two ports, so that code that
 * tokenises cannot detokenise: its bundle does not even contain the code for that.
 */
import type { DataKey, VaultContext } from './data-keys.ts'

/** Answers in clear text, by question id. */
export type Answers = Readonly<Record<string, string>>

/** Encrypts answers. Only submit has this port. */
export interface EncryptingVault {
  /**
   * Generates a data key for one submission. If the caller does not use it, the caller must overwrite it with zeros:
   * `dataKey.plaintext.fill(0)`.
   * @throws Fault `key-service-failed`
   */
  generateDataKey(context: VaultContext): Promise<DataKey>
  /**
   * Returns the message to store beside `dataKey.wrapped`. `context` must be the one for which the data key was
   * generated. The length of the message reveals the length of the answers only in KiB. A data key encrypts once:
   * afterwards its plaintext is overwritten with zeros.
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
   * Returns all answers, never a part of them, or `integrity-failed` if the message, the wrapped key or the context
   * differs in a single bit.
   * @throws Fault `key-service-failed`
   */
  decrypt(stored: StoredMessage, context: VaultContext): Promise<{ readonly answers: Answers } | 'integrity-failed'>
}
