/** The source of every unguessable value. */
export interface Randomness {
  /** Returns cryptographically strong random bytes. */
  bytes(length: number): Uint8Array
  /** Returns a random UUID of version 4, in lower case. */
  uuid(): string
}
