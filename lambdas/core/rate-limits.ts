/** How often a caller may do something before it must wait. */
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
/** A /48 contains 65,536 networks of a /64; a provider may assign one to each of its customers. */
const callersOfNetwork = 64

export const rateLimits = {
  /** Per address, or /64 of IPv6: a million guesses must not be free. */
  refusedKeys: { name: 'refused-keys', max: refusedKeysPerMinute, windowSeconds: 60 },
  /** Per /48 of IPv6. */
  refusedKeysOfNetwork: {
    name: 'refused-keys-of-network',
    max: refusedKeysPerMinute * callersOfNetwork,
    windowSeconds: 60,
  },
  /** Per form. Counted once the open key and the visitor secret are verified; so are the next three. */
  opens: { name: 'opens', max: 60, windowSeconds: 3_600 },
  /** Per form: the page reports every few seconds while the visitor types. */
  progressReports: { name: 'progress-reports', max: 600, windowSeconds: 3_600 },
  /** Per form. */
  extensions: { name: 'extensions', max: 120, windowSeconds: 3_600 },
  /** Per form: a person needs one, perhaps three. */
  submitKeys: { name: 'submit-keys', max: 60, windowSeconds: 3_600 },
  /** Per sign-in. */
  tickets: { name: 'tickets', max: 60, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** Per site, from its settings: a flood at one site does not affect another. */
export const sendsLimit = ({ sendsPerMinute }: { readonly sendsPerMinute: number }): RateLimit => ({
  name: 'sends',
  max: sendsPerMinute,
  windowSeconds: 60,
})

export interface RateLimits {
  /** Seconds to wait when `who` has reached the limit; nothing otherwise. Counts nothing. */
  waitSeconds(limit: RateLimit, who: string): number | undefined
  /** Counts one. */
  count(limit: RateLimit, who: string): void
}

/** Counts one, unless the limit is reached: then it counts nothing and returns the seconds to wait. */
export const countAgainstLimit = (limits: RateLimits, limit: RateLimit, who: string): number | undefined => {
  const retryAfterSeconds = limits.waitSeconds(limit, who)
  if (retryAfterSeconds === undefined) limits.count(limit, who)
  return retryAfterSeconds
}

/** Counts an address's refused key, unless a limit is reached: then counts nothing and returns the seconds to wait. */
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
