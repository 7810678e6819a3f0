/** How often a caller may do something before they are asked to wait. */
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
/** A /48 has 65,536 networks of a /64; a provider may give one to each of its customers. */
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
  /** Per form. Counted once the open key and the visitor secret are good; so are the next three. */
  opens: { name: 'opens', max: 60, windowSeconds: 3_600 },
  /** Per form: the page reports once in a few seconds while the visitor types. */
  progressReports: { name: 'progress-reports', max: 600, windowSeconds: 3_600 },
  /** Per form. */
  extensions: { name: 'extensions', max: 120, windowSeconds: 3_600 },
  /** Per form: a person needs one, perhaps three. */
  submitKeys: { name: 'submit-keys', max: 60, windowSeconds: 3_600 },
  /** Per sign-in. */
  tickets: { name: 'tickets', max: 60, windowSeconds: 60 },
} as const satisfies Record<string, RateLimit>

/** Per site, as its settings say: one site's flood is its own. */
export const sendsLimit = ({ sendsPerMinute }: { readonly sendsPerMinute: number }): RateLimit => ({
  name: 'sends',
  max: sendsPerMinute,
  windowSeconds: 60,
})

export interface RateLimits {
  /** Seconds to wait when `who` has had as many as the limit allows; nothing when there is room. Counts nothing. */
  waitSeconds(limit: RateLimit, who: string): number | undefined
  /** Counts one. */
  count(limit: RateLimit, who: string): void
}

/** Counts one, unless there were as many as the limit allows: then nothing is counted, and it returns the seconds to wait. */
export const countWithin = (limits: RateLimits, limit: RateLimit, who: string): number | undefined => {
  const retryAfterSeconds = limits.waitSeconds(limit, who)
  if (retryAfterSeconds === undefined) limits.count(limit, who)
  return retryAfterSeconds
}

/** Counts a refused key of an address, unless there were too many: then nothing is counted, and it returns the seconds to wait. */
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
