/**
 * Whether a request came through CloudFront and its firewall. No firewall can stand before a WebSocket API, so the function that
 * lets sockets be opened asks the question that the firewall asks before the other API: is this what CloudFront adds?
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import { seconds } from '../core/time.ts'

export interface AcceptedSecrets {
  /** The secrets that CloudFront may add now: the current one, the one before it, and the one that is to be next. */
  read(): Promise<readonly string[]>
}

export interface OriginSecretPorts {
  readonly secrets: AcceptedSecrets
  readonly clock: Clock
}

const cacheLifetimeMs = seconds(60)
/** An unknown secret may be the very newest one; but who guesses does not make us ask all the time. */
const minRefreshIntervalMs = seconds(5)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** In a time that tells nothing: digests of one length, all of them looked at. */
const isOneOf = (value: string, secrets: readonly string[]): boolean => {
  const given = digest(value)
  return secrets.map((secret) => timingSafeEqual(digest(secret), given)).includes(true)
}

export const verifyOriginSecret = ({ secrets, clock }: OriginSecretPorts) => {
  let known: { readonly values: readonly string[]; readonly at: number } | undefined
  const youngerThan = async (ageMs: number): Promise<readonly string[]> => {
    const now = clock.now()
    if (known === undefined || now - known.at >= ageMs) known = { values: await secrets.read(), at: now }
    return known.values
  }
  return async (value: string | undefined): Promise<boolean> =>
    value !== undefined &&
    (isOneOf(value, await youngerThan(cacheLifetimeMs)) || isOneOf(value, await youngerThan(minRefreshIntervalMs)))
}
