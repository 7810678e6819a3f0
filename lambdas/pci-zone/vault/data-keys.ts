/**
 * Data keys: one per submission, generated and unwrapped under the vault key, which the service never sees. Generating
 * and unwrapping are two ports, because they are two grants: submit may only generate, retrieve and history may only
 * unwrap. So a visitor's key can only tokenise and an agent's key can only detokenise, in IAM as well as in code.
 */

/** The context that a data key and a message are bound to. Opaque ids only: it is visible in CloudTrail. */
export interface VaultContext {
  readonly siteId: string
  readonly formId: string
  readonly submissionId: string
  /** Template and version, as `card-payment#3`. */
  readonly templateVersion: string
  /** A hash of all other fields that the encryption authenticates: see submission-context.ts. */
  readonly record: string
}

export interface DataKey {
  /** 32 bytes. The code that uses the key zeroes it; it is never stored. */
  readonly plaintext: Uint8Array
  /** The same key, wrapped by the vault key, for storage. Unwraps only with the context that it was generated with. */
  readonly wrapped: Uint8Array
}

/** Submit only. */
export interface DataKeyMaker {
  /**
   * Generates a data key bound to the context.
   * @throws Fault `key-service-failed` when the key service is down or slow, or throttles or refuses the call
   */
  generate(context: VaultContext): Promise<DataKey>
}

/** Retrieve and history only. */
export interface DataKeyOpener {
  /**
   * The data key's 32 bytes, or `integrity-failed` when the wrapped key was not generated for this context. The caller
   * zeroes them after use.
   * @throws Fault `key-service-failed` when the key service is down or slow, or throttles or refuses the call
   */
  unwrap(wrapped: Uint8Array, context: VaultContext): Promise<Uint8Array | 'integrity-failed'>
}

/** AES-256. */
export const dataKeyBytes = 32
