/** What could neither be found nor installed. In CI that is a failure. */
export interface Unavailable {
  readonly name: string
  readonly why: string
}
