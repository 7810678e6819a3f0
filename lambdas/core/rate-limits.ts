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
/**
 * The limit of a /48 is this many times the limit of a single caller. A /48 consists of 65,536 networks of size /64,
 * and a provider may assign each of them to another customer.
 */
const callersOfNetwork = 64

export const rateLimits = {
  /** Refused keys per IPv4 address or per /64 of an IPv6 address. This limits how many keys a caller can guess. */
  refusedKeys: { name: 'refused-keys', max: refusedKeysPerMinute, windowSeconds: 60 },
  /** Refused keys per /48 of an IPv6 address. */
  refusedKeysOfNetwork: {
    name: 'refused-keys-of-network',
    max: refusedKeysPerMinute * callersOfNetwork,
    windowSeconds: 60,
  },
  /** Openings per form. Like the next three limits, counted only after the visitor's proof is verified. */
  opens: { name: 'opens', max: 60, windowSeconds: 3_600 },
  /** Progress reports per form. The page sends one every few seconds while the visitor types. */
  progressReports: { name: 'progress-reports', max: 600, windowSeconds: 3_600 },
  /** Extensions per form. */
  extensions: { name: 'extensions', max: 120, windowSeconds: 3_600 },
  /** Submit keys per form. A visitor usually needs one and rarely more than three. */
  submitKeys: { name: 'submit-keys', max: 60, windowSeconds: 3_600 },
  /** Tickets per sign-in. */
  tickets: { name: 'tickets', max: 60, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** Forms sent per site. The site sets the limit. A flood of forms at one site does not affect another. */
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

/** Counts one use if the limit is not reached. Otherwise returns the seconds to wait and counts nothing. */
export const countAgainstLimit = (limits: RateLimits, limit: RateLimit, who: string): number | undefined => {
  const retryAfterSeconds = limits.waitSeconds(limit, who)
  if (retryAfterSeconds === undefined) limits.count(limit, who)
  return retryAfterSeconds
}

/**
 * Counts a refused key of this address if none of the limits is reached. Otherwise returns the seconds to wait and
 * counts nothing.
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
