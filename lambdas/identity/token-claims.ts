/**
 * Extracts the principal from a token's claims. Parses them strictly, with the claim names that the issuer's entry
 * configures.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { AgentId, ProfileName, SiteId } from '../../contracts/identifiers.ts'
import type { MachinePrincipal, PersonPrincipal, Principal } from '../core/people/principal.ts'
import { agentsIssuerOf, type IssuerEntry, type MachineEntry, type PeopleEntry } from './issuers.ts'

/** The tolerance for an issuer's clock that is ahead of ours. The check of the expiry has no tolerance. */
const clockSkewMs = 10_000

export interface TokenParts {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

const NumericDate = z.number().check(z.positive(), z.lte(Number.MAX_SAFE_INTEGER / 1_000))
const Times = z.object({ iat: NumericDate, exp: NumericDate, nbf: z.optional(NumericDate) })
const Session = z.string().check(z.minLength(1), z.maxLength(1_024))
const Client = z.object({
  client_id: z.optional(z.string()),
  azp: z.optional(z.string()),
  aud: z.optional(z.union([z.string(), z.array(z.string())])),
})

/**
 * True if the token is valid at this time: already issued, already started and not expired. `iat` and `exp` are
 * required.
 */
export const isWithinLifetime = ({ claims }: TokenParts, now: number): boolean => {
  const times = Times.safeParse(claims)
  if (!times.success) return false
  const { iat, exp, nbf } = times.data
  return exp * 1_000 > now && iat * 1_000 <= now + clockSkewMs && (nbf === undefined || nbf * 1_000 <= now)
}

/**
 * Returns the entry of the client that requested this token (`client_id`, RFC 9068, or `azp`). The audience is used
 * only if neither is present.
 */
export const issuerEntryOf = (
  issuers: readonly IssuerEntry[],
  { claims }: TokenParts,
): (IssuerEntry & MatchedClient) | undefined => {
  const client = Client.safeParse(claims)
  if (!client.success) return undefined
  const { client_id, azp, aud } = client.data
  const named = [client_id ?? azp ?? aud ?? []].flat()
  const ofIssuer = issuers.filter(({ issuer }) => issuer === claims.iss)
  for (const entry of ofIssuer) {
    const listed = 'withScope' in entry.clientIds ? [] : entry.clientIds
    const clientId = named.find((id) => listed.includes(id))
    if (clientId !== undefined) return { ...entry, clientId }
  }
  // A client that no entry lists may still be a machine client, which the issuer's scope identifies.
  const machine = client_id ?? azp
  if (machine === undefined || claims.sub !== machine) return undefined
  const granted = scopesOf(claims)
  const entry = ofIssuer.find(({ clientIds }) => 'withScope' in clientIds && granted?.includes(clientIds.withScope))
  return entry && { ...entry, clientId: machine }
}

interface MatchedClient {
  readonly clientId: string
}

/**
 * True if the token is an access token. An ID token states who signed in to an app; it does not authorize API calls.
 */
export const isAccessToken = ({ tokenUse }: IssuerEntry, { header, claims }: TokenParts): boolean =>
  tokenUse.by === 'claim'
    ? claimOf(claims, tokenUse.claim) === tokenUse.value
    : typeof header.typ === 'string' && /^(application\/)?at\+jwt$/i.test(header.typ)

/** Returns the token's principal, or nothing if a claim that the entry requires is missing or malformed. */
export const principalOf = (
  issuers: readonly IssuerEntry[],
  entry: IssuerEntry & MatchedClient,
  parts: TokenParts,
  now: number,
): Principal | undefined => (entry.kind === 'people' ? personOf(entry, parts, now) : machineOf(issuers, entry, parts))

function personOf(entry: PeopleEntry, { claims }: TokenParts, now: number): PersonPrincipal | undefined {
  const siteId = siteOf(entry, claims)
  const subject = AgentId.safeParse(claimOf(claims, entry.claims.subject))
  const profile = z.optional(ProfileName).safeParse(claimOf(claims, entry.claims.profile))
  const session = Session.safeParse(claimOf(claims, entry.claims.session))
  const signedInAt = NumericDate.safeParse(claimOf(claims, entry.claims.signedInAt))
  if (siteId === undefined || !subject.success || !profile.success || !session.success || !signedInAt.success) {
    return undefined
  }
  if (signedInAt.data * 1_000 > now + clockSkewMs || !hasSecondFactor(entry, claims)) return undefined
  return {
    kind: 'person',
    siteId,
    issuer: entry.issuer,
    subject: subject.data,
    profile: profile.data,
    sessionHash: createHash('sha256').update(`${entry.issuer}\n${session.data}`, 'utf8').digest('hex'),
    signedInAt: Math.round(signedInAt.data * 1_000),
  }
}

function machineOf(
  issuers: readonly IssuerEntry[],
  entry: MachineEntry & MatchedClient,
  { claims }: TokenParts,
): MachinePrincipal | undefined {
  const siteId = siteOf(entry, claims)
  const scopes = scopesOf(claims)
  if (siteId === undefined || scopes === undefined) return undefined
  const agentsOf = agentsIssuerOf(issuers, entry)
  return { kind: 'machine', siteId, issuer: entry.issuer, clientId: entry.clientId, agentsOf, scopes }
}

/**
 * Returns the scopes, which are separated by spaces (RFC 8693, section 4.2), or nothing if the claim is not a string.
 */
function scopesOf(claims: TokenParts['claims']): string[] | undefined {
  const scope = z.optional(z.string()).safeParse(claimOf(claims, 'scope'))
  return scope.success ? (scope.data ?? '').split(' ').filter((one) => one !== '') : undefined
}

/** Returns the token's site if its client may act for that site. */
function siteOf({ sites, claims: names }: IssuerEntry, claims: TokenParts['claims']): SiteId | undefined {
  const siteId = SiteId.safeParse(claimOf(claims, names.site))
  return siteId.success && (sites === '*' || sites.includes(siteId.data)) ? siteId.data : undefined
}

function hasSecondFactor({ mfa }: PeopleEntry, claims: TokenParts['claims']): boolean {
  if (mfa.by === 'issuer') return true
  return [claimOf(claims, mfa.claim)].flat().some((value) => typeof value === 'string' && mfa.values.includes(value))
}

/** Returns a claim by name. Ignores inherited properties of the claims object. */
function claimOf(claims: TokenParts['claims'], name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined
}
