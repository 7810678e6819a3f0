/**
 * The vault: encrypts answers to a message, and decrypts a message to answers. Two ports, so that code that tokenises
 * cannot detokenise, and its bundle does not even contain the code for it.
 */
import type { DataKey, VaultContext } from './data-keys.ts'

/** Clear text: question id to answer. */
export type Answers = Readonly<Record<string, string>>

/** Submit only. */
export interface EncryptingVault {
  /**
   * Generates a data key for one submission. The caller zeroes it if it is not used: `dataKey.plaintext.fill(0)`.
   * @throws Fault `key-service-failed`
   */
  generateDataKey(context: VaultContext): Promise<DataKey>
  /**
   * Returns the message to store beside `dataKey.wrapped`; takes the data key and the context that it was generated
   * for. Its length reveals that of the answers only in KiB. A data key encrypts once: its plaintext is zeroed here.
   * @throws TypeError when the data key was used before
   */
  encrypt(answers: Answers, dataKey: DataKey, context: VaultContext): Promise<Uint8Array>
}

export interface StoredMessage {
  readonly message: Uint8Array
  readonly wrappedKey: Uint8Array
}

/** Retrieve and history only. */
export interface DecryptingVault {
  /**
   * Returns all of the answers, never a part, or `integrity-failed` when the message, the wrapped key or the context
   * differs in a single bit.
   * @throws Fault `key-service-failed`
   */
  decrypt(stored: StoredMessage, context: VaultContext): Promise<{ readonly answers: Answers } | 'integrity-failed'>
}
