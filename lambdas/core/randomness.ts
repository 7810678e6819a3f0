/** The source of every unguessable value. */
export interface Randomness {
  /** Cryptographically strong random bytes. */
  bytes(length: number): Uint8Array
  /** A random UUID, version 4, lower case. */
  uuid(): string
}
