/** The limits on how often a caller may do something. */
import { callerNetworks } from './caller-networks.ts'

export interface RateLimit {
  readonly name:
    | 'refused-keys'
    | 'refused-keys-of-network'
    | 'sends'
    | 'opens'
    | 'progress-reports'
    | 'extensions'
    | 'submit-keys'
    | 'tickets'
  readonly max: number
  readonly windowSeconds: number
}

const refusedKeysPerMinute = 2_000
/** A /48 contains 65,536 networks of size /64; a provider may assign one of them to each of its customers. */
const callersOfNetwork = 64

export const rateLimits = {
  /** Refused keys per IPv4 address or /64 of an IPv6 address: limits how many keys a caller can guess. */
  refusedKeys: { name: 'refused-keys', max: refusedKeysPerMinute, windowSeconds: 60 },
  /** Refused keys per /48 of an IPv6 address. */
  refusedKeysOfNetwork: {
    name: 'refused-keys-of-network',
    max: refusedKeysPerMinute * callersOfNetwork,
    windowSeconds: 60,
  },
  /**
   * Openings per form. Counted only after the open key and the visitor secret are verified, like the next three limits.
   */
  opens: { name: 'opens', max: 60, windowSeconds: 3_600 },
  /** Progress reports per form: the page sends one every few seconds while the visitor types. */
  progressReports: { name: 'progress-reports', max: 600, windowSeconds: 3_600 },
  /** Extensions per form. */
  extensions: { name: 'extensions', max: 120, windowSeconds: 3_600 },
  /** Submit keys per form: a visitor needs one, perhaps three. */
  submitKeys: { name: 'submit-keys', max: 60, windowSeconds: 3_600 },
  /** Tickets per sign-in. */
  tickets: { name: 'tickets', max: 60, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** Forms sent per site; the site sets the limit. A flood of forms at one site does not affect another. */
export const sendsLimit = ({ sendsPerMinute }: { readonly sendsPerMinute: number }): RateLimit => ({
  name: 'sends',
  max: sendsPerMinute,
  windowSeconds: 60,
})

export interface RateLimits {
  /** Returns the seconds to wait if `who` has reached the limit, otherwise nothing. Does not count. */
  waitSeconds(limit: RateLimit, who: string): number | undefined
  /** Counts one use of the limit. */
  count(limit: RateLimit, who: string): void
}

/** Counts one use, unless the limit is reached. In that case returns the seconds to wait, and counts nothing. */
export const countAgainstLimit = (limits: RateLimits, limit: RateLimit, who: string): number | undefined => {
  const retryAfterSeconds = limits.waitSeconds(limit, who)
  if (retryAfterSeconds === undefined) limits.count(limit, who)
  return retryAfterSeconds
}

/**
 * Counts a refused key of this address, unless one of the limits is reached. In that case returns the seconds to wait,
 * and counts nothing.
 */
export const countRefusedKey = (limits: RateLimits, address: string): number | undefined => {
  const { caller, network } = callerNetworks(address)
  const waits = [
    limits.waitSeconds(rateLimits.refusedKeys, caller),
    network === undefined ? undefined : limits.waitSeconds(rateLimits.refusedKeysOfNetwork, network),
  ].filter((wait) => wait !== undefined)
  if (waits.length > 0) return Math.max(...waits)
  limits.count(rateLimits.refusedKeys, caller)
  if (network !== undefined) limits.count(rateLimits.refusedKeysOfNetwork, network)
  return undefined
}
