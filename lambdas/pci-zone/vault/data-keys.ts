/**
 * Data keys: one per submission, made and opened under the vault key, which nobody ever sees.
 *
 * Making and opening are two ports, because they are two grants: submit may only make, retrieve and history may only
 * open. So a visitor's key can only tokenise and an agent's key can only detokenise, in IAM as well as in code.
 */

/** What a data key and a message are bound to. Opaque ids only: it shows in CloudTrail. */
export interface VaultContext {
  readonly siteId: string
  readonly formId: string
  readonly submissionId: string
  /** Template and version, as `card-payment#3`. */
  readonly templateVersion: string
  /** The hash of what else the submission's record decides: see submission-context.ts. */
  readonly record: string
}

export interface DataKey {
  /** 32 bytes. Whoever uses it up zeroes it; it is never stored. */
  readonly plaintext: Uint8Array
  /** The same key under the vault key: what is stored. Opens only with the context that it was made with. */
  readonly wrapped: Uint8Array
}

/** Submit only. */
export interface DataKeyMaker {
  /**
   * A new data key bound to the context.
   * @throws Fault `key-service-failed` when the key service is down, slow, throttled or says no
   */
  generate(context: VaultContext): Promise<DataKey>
}

/** Retrieve and history only. */
export interface DataKeyOpener {
  /**
   * The data key's 32 bytes, or `integrity-failed` when the wrapped key is not one that was made for this context.
   * The caller zeroes them after use.
   * @throws Fault `key-service-failed` when the key service is down, slow, throttled or says no
   */
  unwrap(wrapped: Uint8Array, context: VaultContext): Promise<Uint8Array | 'integrity-failed'>
}

/** AES-256. */
export const dataKeyBytes = 32
