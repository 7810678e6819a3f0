/**
 * Checks whether a request came through CloudFront and its firewall. A WebSocket API has no resource policy. Its
 * authorizer therefore makes the check that the policy makes for the REST API: the request must contain CloudFront's
 * secret.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import { seconds } from '../core/time.ts'

export interface AcceptedSecrets {
  /** Returns the secrets that CloudFront may add at present: the current, the previous and the next one. */
  read(): Promise<readonly string[]>
}

export interface OriginSecretPorts {
  readonly secrets: AcceptedSecrets
  readonly clock: Clock
}

const cacheLifetimeMs = seconds(60)
/**
 * The minimum time between two reads of the secrets. An unknown secret causes a read, because it may be a new one. The
 * minimum time prevents every wrong guess from causing a read.
 */
const minRefreshIntervalMs = seconds(5)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * True if the value is one of the secrets. Takes constant time, because it compares digests of equal length and always
 * compares with all secrets.
 */
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
