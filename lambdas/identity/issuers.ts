/**
 * The allow-list of issuers. It states whose tokens the service accepts, for which clients and for which sites. The
 * operators of the service configure all differences between OpenID providers in this list.
 */
import * as z from 'zod/mini'
import { ProfileName, SiteId } from '../../contracts/identifiers.ts'
import { namesAgentsIssuer } from './agents-issuer.ts'
import { ClaimName, ClaimText, MarkValue } from './claims.ts'

const nonEmptyStrings = z.array(ClaimText).check(z.minLength(1))
const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

/**
 * How to distinguish an access token from an ID token: by a claim (in Cognito `token_use` is `access`), or by the type
 * in the header (RFC 9068: `at+jwt`). An ID token must never grant access.
 */
const TokenUse = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('claim'), claim: ClaimName, value: MarkValue }),
  z.strictObject({ by: z.literal('type') }),
])

/**
 * How to verify that a second factor was used: the issuer always requires one, or a claim says so (`amr`, RFC 8176).
 */
export const SecondFactor = z.discriminatedUnion(
  'by',
  [
    z.strictObject({ by: z.literal('issuer') }),
    z.strictObject({ by: z.literal('claim'), claim: ClaimName, values: z.array(MarkValue).check(z.minLength(1)) }),
  ],
  { error: 'how a second factor is recognised: by the issuer, or by a claim' },
)

/**
 * A claim that every token of the entry must have, with this value or as an array that contains it. In a string value,
 * `{client}` stands for the client's id.
 */
const RequiredClaim = z.strictObject({ claim: ClaimName, value: MarkValue })
export type RequiredClaim = z.infer<typeof RequiredClaim>

/** The profile of the people who have this group or role. */
const ProfileOfValue = z.strictObject({ value: ClaimText, profile: ProfileName })

/**
 * Which profile a group or role gives. The order decides if a person has several: the first that applies is used. A
 * person without any of them is refused.
 */
export const ProfileMap = z.array(ProfileOfValue).check(
  z.minLength(1),
  z.refine((list) => new Set(list.map(({ value }) => value)).size === list.length),
)

export const listedSites = z.array(SiteId).check(z.minLength(1))

/**
 * Recognises machine clients by a scope that the issuer grants only to them. If an issuer has a separate client for
 * each of many sites, its entry then need not list these clients. A token with this scope is accepted only if its
 * subject is its client (RFC 9068, section 2.2), so the token of a person never counts as that of a machine.
 */
const ClientsWithScope = z.strictObject({ withScope: ClaimText })

/**
 * The claim that identifies the sign-in: different for every sign-in, and the same in every token that is refreshed
 * from one sign-in. `all` combines claims of an issuer without such a claim. It must contain the subject and the time of
 * the sign-in, which together identify one authentication of one person.
 */
const SessionClaim = z.union([ClaimName, z.strictObject({ all: z.array(ClaimName).check(z.minLength(2)) })])

const commonClaims = {
  /** The claim that contains the site. Without it, the entry lists one site, and all tokens of its clients are for it. */
  site: z.optional(ClaimName),
  /**
   * The only claim that names the client. By default, `client_id`, `azp`, `cid` and `appid` do, which must not differ,
   * and the audience if none of them is present.
   */
  client: z.optional(ClaimName),
}

const PersonClaims = z
  .strictObject({
    ...commonClaims,
    subject: z._default(ClaimName, 'sub'),
    /** The claim that contains the profile, or the groups or roles that `profiles` maps to profiles. */
    profile: ClaimName,
    session: SessionClaim,
    signedInAt: z._default(ClaimName, 'auth_time'),
  })
  .check(
    z.refine(({ session, subject, signedInAt }) => {
      if (typeof session === 'string' || !('all' in session)) return true
      const combined = session.all.map((name) => JSON.stringify(name))
      return [subject, signedInAt].every((name) => combined.includes(JSON.stringify(name)))
    }),
  )

const entry = <Sites extends z.ZodMiniType>(sites: Sites) => {
  const anyKind = {
    issuer: httpsAddress,
    /** The sites that these clients may act for. */
    sites,
    tokenUse: TokenUse,
    requiredClaims: z.optional(z.array(RequiredClaim)),
    /** The URL of the issuer's keys. By default it is `/.well-known/jwks.json` below the issuer. */
    jwksUri: z.optional(httpsAddress),
    /** The URL of the keys is in the issuer's OpenID discovery document (`/.well-known/openid-configuration`). */
    discovery: z.optional(z.literal(true)),
  }
  return z.discriminatedUnion('kind', [
    z.strictObject({
      ...anyKind,
      kind: z.literal('people'),
      /** The service's own clients at this issuer. Tokens of other clients are rejected. */
      clientIds: nonEmptyStrings,
      claims: PersonClaims,
      profiles: z.optional(ProfileMap),
      mfa: SecondFactor,
    }),
    z.strictObject({
      ...anyKind,
      kind: z.literal('machine'),
      clientIds: z.union([nonEmptyStrings, ClientsWithScope]),
      claims: z.strictObject({ ...commonClaims, scopes: z._default(ClaimName, 'scope') }),
      /** The issuer of the agents whom this backend names. Required if a site has people of several issuers. */
      agentsOf: z.optional(httpsAddress),
    }),
  ])
}

interface SourcesOfEntry {
  readonly sites: readonly string[] | string
  readonly claims: { readonly site?: ClaimName | undefined }
  readonly jwksUri?: string | undefined
  readonly discovery?: true | undefined
}

/** True if the site is in a claim, or is the only site of the entry. */
const namesSite = ({ claims, sites }: SourcesOfEntry): boolean =>
  claims.site !== undefined || (typeof sites !== 'string' && sites.length === 1)

const hasOneSourceOfKeys = ({ jwksUri, discovery }: SourcesOfEntry): boolean =>
  jwksUri === undefined || discovery === undefined

interface ClientsOfIssuer {
  readonly issuer: string
  readonly clientIds: readonly string[] | z.infer<typeof ClientsWithScope>
  readonly claims: { readonly client?: ClaimName | undefined }
  readonly jwksUri?: string | undefined
  readonly discovery?: true | undefined
}

/**
 * True if each client of an issuer is in only one entry, and each issuer has a single source of keys and a single claim
 * for the client. The entry of every token is then unambiguous.
 */
const unambiguous = (entries: readonly ClientsOfIssuer[]): boolean => {
  const clients = entries.flatMap(({ issuer, clientIds }) =>
    ('withScope' in clientIds ? [{}] : clientIds).map((clientId) => JSON.stringify([issuer, clientId])),
  )
  const readAs = ({ jwksUri, discovery, claims: { client } }: ClientsOfIssuer) =>
    JSON.stringify([jwksUri ?? null, discovery ?? null, client ?? null])
  const known = new Map(entries.map((each) => [each.issuer, readAs(each)]))
  return new Set(clients).size === clients.length && entries.every((each) => known.get(each.issuer) === readAs(each))
}

/**
 * An entry of the allow-list. `'*'` stands for every site. Only the local run uses it, because it creates a site when a
 * token first names the site.
 */
export const IssuerEntry = entry(z.union([listedSites, z.literal('*')])).check(
  z.refine(namesSite),
  z.refine(hasOneSourceOfKeys),
)
export type IssuerEntry = z.infer<typeof IssuerEntry>
export type PeopleEntry = Extract<IssuerEntry, { kind: 'people' }>
export type MachineEntry = Extract<IssuerEntry, { kind: 'machine' }>

/** An entry of a stage's settings. */
export const ListedEntry = entry(z.union([listedSites, z.literal('of-this-stage')])).check(
  z.refine(namesSite),
  z.refine(hasOneSourceOfKeys),
)

/** The allow-list of a deployment. An entry lists its sites or covers all sites of the stage. */
export const IssuerList = z.array(ListedEntry).check(z.minLength(1), z.refine(unambiguous), z.refine(namesAgentsIssuer))
export type IssuerList = z.infer<typeof IssuerList>

/** Returns the allow-list with the stage's sites filled in. */
export const withStageSites = (issuers: IssuerList, sites: readonly SiteId[]): readonly IssuerEntry[] =>
  issuers.map((each) =>
    each.sites === 'of-this-stage' ? { ...each, sites: [...sites] } : { ...each, sites: each.sites },
  )
