/** How often somebody may do something before they are asked to wait. */
export interface RateLimit {
  readonly name: 'refused-keys' | 'sends' | 'submit-keys'
  readonly max: number
  readonly windowSeconds: number
}

export const rateLimits = {
  /** Per address: a million guesses must not be free. */
  refusedKeys: { name: 'refused-keys', max: 2_000, windowSeconds: 60 },
  /** Per site: one site's flood is its own. */
  sends: { name: 'sends', max: 600, windowSeconds: 60 },
  /** Per form: a person needs one, perhaps three. */
  submitKeys: { name: 'submit-keys', max: 60, windowSeconds: 3_600 },
} as const satisfies Record<string, RateLimit>

export interface RateLimits {
  /** Seconds to wait when `who` has had as many as the limit allows; nothing when there is room. Counts nothing. */
  waitSeconds(limit: RateLimit, who: string): number | undefined
  /** Counts one. */
  count(limit: RateLimit, who: string): void
}
