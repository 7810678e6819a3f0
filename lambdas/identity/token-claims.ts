/**
 * Extracts the principal from a token's claims. Parses them strictly, with the claim names that the issuer's entry
 * configures.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { AgentId, ProfileName, SiteId } from '../../contracts/identifiers.ts'
import type { MachinePrincipal, PersonPrincipal, Principal } from '../core/people/principal.ts'
import type { TokenRule } from '../core/token-rule.ts'
import { agentsIssuerOf } from './agents-issuer.ts'
import { type Claims, claimAt, hasMark, valuesIn } from './claims.ts'
import type { IssuerEntry, MachineEntry, PeopleEntry, RequiredClaim } from './issuers.ts'
import { type MatchedClient, scopesOf } from './token-client.ts'

/** The tolerance for an issuer's clock that is ahead of ours. The check of the expiry has no tolerance. */
const clockSkewMs = 10_000

export interface TokenParts {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Claims
}

const NumericDate = z.number().check(z.positive(), z.lte(Number.MAX_SAFE_INTEGER / 1_000))
const Times = z.object({ iat: NumericDate, exp: NumericDate, nbf: z.optional(NumericDate) })
const sessionText = z.string().check(z.minLength(1), z.maxLength(1_024))
const SessionParts = z.array(z.union([sessionText, z.number()]))
const OptionalProfile = z.optional(ProfileName)

/**
 * Returns the rule that a token breaks by its lifetime: it must be already issued, already started and not expired.
 * `iat` and `exp` are required.
 */
export const brokenTimeRule = ({ claims }: TokenParts, now: number): TokenRule | undefined => {
  const times = Times.safeParse(claims)
  if (!times.success) return 'times'
  const { iat, exp, nbf } = times.data
  if (exp * 1_000 <= now) return 'expired'
  return iat * 1_000 > now + clockSkewMs || (nbf !== undefined && nbf * 1_000 > now) ? 'not-yet-valid' : undefined
}

/**
 * Returns the rule that a token breaks by its kind. An ID token states who signed in to an app; it does not authorize
 * API calls.
 */
export const brokenKindRule = (
  { tokenUse, requiredClaims = [], clientId }: IssuerEntry & MatchedClient,
  { header, claims }: TokenParts,
): TokenRule | undefined => {
  const isAccessToken =
    tokenUse.by === 'claim'
      ? hasMark(claimAt(claims, tokenUse.claim), tokenUse.value)
      : typeof header.typ === 'string' && /^(application\/)?at\+jwt$/i.test(header.typ)
  if (!isAccessToken) return 'token-use'
  return requiredClaims.every((required) => hasRequired(required, claims, clientId)) ? undefined : 'required-claim'
}

const hasRequired = ({ claim, value }: RequiredClaim, claims: Claims, clientId: string): boolean =>
  hasMark(claimAt(claims, claim), typeof value === 'string' ? value.replaceAll('{client}', () => clientId) : value)

/** Returns the token's principal, or the rule that a claim breaks. */
export const principalOf = (
  issuers: readonly IssuerEntry[],
  entry: IssuerEntry & MatchedClient,
  { claims }: TokenParts,
  now: number,
): Principal | TokenRule => (entry.kind === 'people' ? personOf(entry, claims, now) : machineOf(issuers, entry, claims))

function personOf(entry: PeopleEntry, claims: Claims, now: number): PersonPrincipal | TokenRule {
  const siteId = siteOf(entry, claims)
  if (siteId === undefined) return 'site'
  const subject = AgentId.safeParse(claimAt(claims, entry.claims.subject))
  if (!subject.success) return 'subject'
  const profile = profileIn(entry, claims)
  if (profile === undefined) return 'profile'
  const session = sessionIn(entry, claims)
  if (session === undefined) return 'session'
  const signedInAt = NumericDate.safeParse(claimAt(claims, entry.claims.signedInAt))
  if (!signedInAt.success || signedInAt.data * 1_000 > now + clockSkewMs) return 'sign-in-time'
  if (!hasSecondFactor(entry, claims)) return 'second-factor'
  return {
    kind: 'person',
    siteId,
    issuer: entry.issuer,
    subject: subject.data,
    profile: profile.name,
    sessionHash: createHash('sha256').update(`${entry.issuer}\n${session}`, 'utf8').digest('hex'),
    signedInAt: Math.round(signedInAt.data * 1_000),
  }
}

function machineOf(
  issuers: readonly IssuerEntry[],
  entry: MachineEntry & MatchedClient,
  claims: Claims,
): MachinePrincipal | TokenRule {
  const siteId = siteOf(entry, claims)
  if (siteId === undefined) return 'site'
  const scopes = scopesOf(claims, entry.claims.scopes)
  if (scopes === undefined) return 'scopes'
  const agentsOf = agentsIssuerOf(issuers, entry)
  return { kind: 'machine', siteId, issuer: entry.issuer, clientId: entry.clientId, agentsOf, scopes }
}

/** Returns the token's site if its client may act for that site. */
function siteOf({ sites, claims: { site } }: IssuerEntry, claims: Claims): SiteId | undefined {
  if (site === undefined) return typeof sites !== 'string' && sites.length === 1 ? sites[0] : undefined
  const siteId = SiteId.safeParse(claimAt(claims, site))
  return siteId.success && (sites === '*' || sites.includes(siteId.data)) ? siteId.data : undefined
}

/**
 * Returns the profile that the token names, whose name is undefined if the token names none. Returns undefined if the
 * claim names several profiles, or if the entry maps groups or roles and none of the token's is in the map.
 */
function profileIn(
  { profiles, claims: names }: PeopleEntry,
  claims: Claims,
): { readonly name: ProfileName | undefined } | undefined {
  const values = valuesIn(claimAt(claims, names.profile))
  if (values === undefined) return undefined
  if (profiles !== undefined) {
    const first = profiles.find(({ value }) => values.includes(value))
    return first && { name: first.profile }
  }
  const profile = OptionalProfile.safeParse(values[0])
  return profile.success && values.length <= 1 ? { name: profile.data } : undefined
}

/** Returns the id of the sign-in. It is a claim, or the JSON of several claims. */
function sessionIn({ claims: { session } }: PeopleEntry, claims: Claims): string | undefined {
  if (typeof session === 'string' || 'path' in session) return sessionText.safeParse(claimAt(claims, session)).data
  const parts = SessionParts.safeParse(session.all.map((name) => claimAt(claims, name)))
  return parts.success ? JSON.stringify(parts.data) : undefined
}

function hasSecondFactor({ mfa }: PeopleEntry, claims: Claims): boolean {
  if (mfa.by === 'issuer') return true
  const claim = claimAt(claims, mfa.claim)
  return mfa.values.some((value) => hasMark(claim, value))
}
