/**
 * Data keys: one per submission, generated and unwrapped with the vault key, which never leaves the key service.
 * Generating and unwrapping are two ports, because they need two grants: submit may only generate, while retrieve and
 * history may only unwrap. IAM and the code therefore both ensure that a visitor's key can only tokenise and an agent's
 * key can only detokenise.
 */

/** The context that a data key and a message are bound to. It contains only opaque ids, because CloudTrail shows it. */
export interface VaultContext {
  readonly siteId: string
  readonly formId: string
  readonly submissionId: string
  /** The template and its version, such as `card-payment#3`. */
  readonly templateVersion: string
  /** A hash of all other fields that the encryption authenticates; see `submission-context.ts`. */
  readonly record: string
}

export interface DataKey {
  /** The key's 32 bytes. They are never stored. The code that uses the key overwrites them with zeros. */
  readonly plaintext: Uint8Array
  /**
   * The data key, wrapped with the vault key for storage. It can be unwrapped only with the context for which it was
   * generated.
   */
  readonly wrapped: Uint8Array
}

/** Generates data keys. Only submit has this port. */
export interface DataKeyMaker {
  /**
   * Generates a data key that is bound to the context.
   * @throws Fault `key-service-failed` if the key service is down or slow, or throttles or refuses the call
   */
  generate(context: VaultContext): Promise<DataKey>
}

/** Unwraps data keys. Only retrieve and history have this port. */
export interface DataKeyOpener {
  /**
   * Returns the data key's 32 bytes, or `integrity-failed` if the wrapped key was not generated for this context. The
   * caller overwrites the bytes with zeros after use.
   * @throws Fault `key-service-failed` if the key service is down or slow, or throttles or refuses the call
   */
  unwrap(wrapped: Uint8Array, context: VaultContext): Promise<Uint8Array | 'integrity-failed'>
}

/** The length of an AES-256 key. */
export const dataKeyBytes = 32
