/**
 * The allow-list of issuers. It states whose tokens the service accepts, for which clients and for which sites. The
 * operators of the service configure all differences between OpenID providers in this list.
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'

const nonEmptyString = z.string().check(z.minLength(1), z.maxLength(256))
const nonEmptyStrings = z.array(nonEmptyString).check(z.minLength(1))
const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

/**
 * How to distinguish an access token from an ID token: by a claim (in Cognito `token_use` is `access`), or by the type
 * in the header (RFC 9068: `at+jwt`). An ID token must never grant access.
 */
const TokenUse = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, value: nonEmptyString }),
  z.strictObject({ by: z.literal('type') }),
])

/**
 * How to verify that a second factor was used: the issuer always requires one, or a claim says so (`amr`, RFC 8176).
 */
const SecondFactor = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('issuer') }),
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, values: nonEmptyStrings }),
])

const listedSites = z.array(SiteId).check(z.minLength(1))

/**
 * Recognises machine clients by a scope that the issuer grants only to them. If an issuer has a separate client for
 * each of many sites, its entry then need not list these clients. A token with this scope is accepted only if its
 * subject is its client (RFC 9068, section 2.2), so the token of a person never counts as that of a machine.
 */
const ClientsWithScope = z.strictObject({ withScope: nonEmptyString })

const entry = <Sites extends z.ZodMiniType>(sites: Sites) => {
  const anyKind = {
    issuer: httpsAddress,
    /** The sites that these clients may act for. */
    sites,
    tokenUse: TokenUse,
    /** The URL of the issuer's keys. By default it is `/.well-known/jwks.json` below the issuer. */
    jwksUri: z.optional(httpsAddress),
  }
  return z.discriminatedUnion('kind', [
    z.strictObject({
      ...anyKind,
      kind: z.literal('people'),
      /** The service's own clients at this issuer. Tokens of other clients are rejected. */
      clientIds: nonEmptyStrings,
      claims: z.strictObject({
        site: nonEmptyString,
        subject: z._default(nonEmptyString, 'sub'),
        profile: nonEmptyString,
        /**
         * The claim that identifies the sign-in. It is different for every sign-in, and the same in every token that is
         * refreshed from one sign-in.
         */
        session: nonEmptyString,
        signedInAt: z._default(nonEmptyString, 'auth_time'),
      }),
      mfa: SecondFactor,
    }),
    z.strictObject({
      ...anyKind,
      kind: z.literal('machine'),
      clientIds: z.union([nonEmptyStrings, ClientsWithScope]),
      claims: z.strictObject({ site: nonEmptyString }),
      /** The issuer of the agents whom this backend names. Required if a site has people of several issuers. */
      agentsOf: z.optional(httpsAddress),
    }),
  ])
}

/**
 * True if each client of an issuer is in only one entry, and each issuer has a single JWKS URI. The entry of every
 * token is then unambiguous.
 */
const unambiguous = (
  entries: readonly {
    issuer: string
    clientIds: readonly string[] | z.infer<typeof ClientsWithScope>
    jwksUri?: string | undefined
  }[],
): boolean => {
  const clients = entries.flatMap(({ issuer, clientIds }) =>
    ('withScope' in clientIds ? [{}] : clientIds).map((clientId) => JSON.stringify([issuer, clientId])),
  )
  const keyPlaces = new Map(entries.map(({ issuer, jwksUri }) => [issuer, jwksUri]))
  return (
    new Set(clients).size === clients.length &&
    entries.every(({ issuer, jwksUri }) => keyPlaces.get(issuer) === jwksUri)
  )
}

interface SitesOfIssuer {
  readonly kind: 'people' | 'machine'
  readonly issuer: string
  readonly sites: readonly string[] | string
  readonly agentsOf?: string | undefined
}

/** True if the two entries have a site in common, or at least one of them covers every site. */
const shareSites = (one: SitesOfIssuer, other: SitesOfIssuer): boolean =>
  typeof one.sites === 'string' ||
  typeof other.sites === 'string' ||
  one.sites.some((site) => other.sites.includes(site))

/** Returns the issuers of the people who may work at a site of this entry. */
const peopleIssuersFor = (entries: readonly SitesOfIssuer[], machine: SitesOfIssuer): ReadonlySet<string> =>
  new Set(entries.filter((each) => each.kind === 'people' && shareSites(each, machine)).map(({ issuer }) => issuer))

/**
 * True if it is clear which issuer's agents a chat backend names. An agent is identified by issuer and subject, but the
 * backend names only the subject. Its entry must therefore name the issuer if a site has people of several issuers. It
 * must not name an issuer that has no people at the site.
 */
const namesAgentsIssuer = (entries: readonly SitesOfIssuer[]): boolean =>
  entries
    .filter(({ kind }) => kind === 'machine')
    .every((machine) => {
      const issuers = peopleIssuersFor(entries, machine)
      return machine.agentsOf === undefined ? issuers.size <= 1 : issuers.has(machine.agentsOf)
    })

/**
 * Returns the issuer of the agents whom a machine client of this entry names. Returns the client's own issuer if no
 * issuer has people at its sites.
 */
export const agentsIssuerOf = (entries: readonly IssuerEntry[], machine: MachineEntry): string => {
  const [only] = peopleIssuersFor(entries, machine)
  return machine.agentsOf ?? only ?? machine.issuer
}

/**
 * An entry of the allow-list. `'*'` stands for every site. Only the local run uses it, because it creates a site when a
 * token first names the site.
 */
export const IssuerEntry = entry(z.union([listedSites, z.literal('*')]))
export type IssuerEntry = z.infer<typeof IssuerEntry>
export type PeopleEntry = Extract<IssuerEntry, { kind: 'people' }>
export type MachineEntry = Extract<IssuerEntry, { kind: 'machine' }>

/** The allow-list of a deployment. An entry lists its sites or covers all sites of the stage. */
export const IssuerList = z
  .array(entry(z.union([listedSites, z.literal('of-this-stage')])))
  .check(z.minLength(1), z.refine(unambiguous), z.refine(namesAgentsIssuer))
export type IssuerList = z.infer<typeof IssuerList>

/** Returns the allow-list with the stage's sites filled in. */
export const withStageSites = (issuers: IssuerList, sites: readonly SiteId[]): readonly IssuerEntry[] =>
  issuers.map((each) =>
    each.sites === 'of-this-stage' ? { ...each, sites: [...sites] } : { ...each, sites: each.sites },
  )
