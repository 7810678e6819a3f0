/**
 * The vault: answers in, a message out; the message in, answers out. Two ports, so that what tokenises cannot
 * detokenise, and its bundle does not even hold the code for it.
 */
import type { DataKey, VaultContext } from './data-keys.ts'

/** Clear text: question id to answer. */
export type Answers = Readonly<Record<string, string>>

/** Submit only. */
export interface EncryptingVault {
  /**
   * A new data key for one submission. One that is not used after all is for the caller to zero: `dataKey.plaintext.fill(0)`.
   * @throws Fault `key-service-failed`
   */
  generateDataKey(context: VaultContext): Promise<DataKey>
  /**
   * The message to store beside `dataKey.wrapped`, with the data key and the context that it was made for. Its length
   * tells the answers' only by the KiB. The data key encrypts once: its plaintext is zeroed here.
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
   * All of the answers, or `integrity-failed` when one bit of the message, the wrapped key or the context is not as it
   * was: never a part of them.
   * @throws Fault `key-service-failed`
   */
  decrypt(stored: StoredMessage, context: VaultContext): Promise<{ readonly answers: Answers } | 'integrity-failed'>
}
