/** A dependency that could neither be found nor installed. A failure in CI. */
export interface Unavailable {
  readonly name: string
  readonly why: string
}
