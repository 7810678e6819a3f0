/**
 * The allow-list of issuers: whose tokens are accepted, for which clients, and for which sites. All differences between
 * OpenID providers are configured here, by the operators of the service.
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'

const nonEmptyString = z.string().check(z.minLength(1), z.maxLength(256))
const nonEmptyStrings = z.array(nonEmptyString).check(z.minLength(1))
const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

/**
 * How to distinguish an access token from an ID token, which must never grant access: by a claim (Cognito: `token_use`
 * is `access`), or by the type in the header (RFC 9068: `at+jwt`).
 */
const TokenUse = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, value: nonEmptyString }),
  z.strictObject({ by: z.literal('type') }),
])

/** How to verify a second factor: the issuer always requires one, or a claim (RFC 8176: `amr`) states it. */
const SecondFactor = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('issuer') }),
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, values: nonEmptyStrings }),
])

const listedSites = z.array(SiteId).check(z.minLength(1))

/**
 * Machine clients are recognised by a scope that the issuer grants to them alone, so that an issuer with one client for
 * each of many sites need not list them here. A token belongs to a machine client only if its subject is its client
 * (RFC 9068, section 2.2), so that a person's token is never accepted as one.
 */
const ClientsWithScope = z.strictObject({ withScope: nonEmptyString })

const entry = <Sites extends z.ZodMiniType>(sites: Sites) => {
  const anyKind = {
    issuer: httpsAddress,
    /** The sites that these clients may act for. */
    sites,
    tokenUse: TokenUse,
    /** URL of the issuer's keys; by default `/.well-known/jwks.json` below the issuer. */
    jwksUri: z.optional(httpsAddress),
  }
  return z.discriminatedUnion('kind', [
    z.strictObject({
      ...anyKind,
      kind: z.literal('people'),
      /** Our clients at this issuer. Tokens of other clients are rejected. */
      clientIds: nonEmptyStrings,
      claims: z.strictObject({
        site: nonEmptyString,
        subject: z._default(nonEmptyString, 'sub'),
        profile: nonEmptyString,
        /** The claim that identifies one sign-in: unique to it, and the same in every token refreshed from it. */
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
      /** The issuer of the agents that this backend names; required where a site has people of several issuers. */
      agentsOf: z.optional(httpsAddress),
    }),
  ])
}

/** Each client of an issuer belongs to one entry, so that a token is unambiguous, and each issuer has one JWKS URI. */
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

/** Both name a common site, or at least one of them covers every site. */
const shareSites = (one: SitesOfIssuer, other: SitesOfIssuer): boolean =>
  typeof one.sites === 'string' ||
  typeof other.sites === 'string' ||
  one.sites.some((site) => other.sites.includes(site))

/** The issuers whose people may work at a site of this entry. */
const peopleIssuersFor = (entries: readonly SitesOfIssuer[], machine: SitesOfIssuer): ReadonlySet<string> =>
  new Set(entries.filter((each) => each.kind === 'people' && shareSites(each, machine)).map(({ issuer }) => issuer))

/**
 * An agent is identified by issuer and subject, but a chat backend names only the subject. Its entry must therefore
 * name the issuer where a site has people of several, and never an issuer without people there.
 */
const namesAgentsIssuer = (entries: readonly SitesOfIssuer[]): boolean =>
  entries
    .filter(({ kind }) => kind === 'machine')
    .every((machine) => {
      const issuers = peopleIssuersFor(entries, machine)
      return machine.agentsOf === undefined ? issuers.size <= 1 : issuers.has(machine.agentsOf)
    })

/** The issuer of the agents that a machine client of this entry names; its own issuer where there are no people. */
export const agentsIssuerOf = (entries: readonly IssuerEntry[], machine: MachineEntry): string => {
  const [only] = peopleIssuersFor(entries, machine)
  return machine.agentsOf ?? only ?? machine.issuer
}

/** `'*'`, every site, is only for the local run, which creates a site when a token first names it. */
export const IssuerEntry = entry(z.union([listedSites, z.literal('*')]))
export type IssuerEntry = z.infer<typeof IssuerEntry>
export type PeopleEntry = Extract<IssuerEntry, { kind: 'people' }>
export type MachineEntry = Extract<IssuerEntry, { kind: 'machine' }>

/** The allow-list of a deployment: its entries list their sites, or cover all sites of the stage. */
export const IssuerList = z
  .array(entry(z.union([listedSites, z.literal('of-this-stage')])))
  .check(z.minLength(1), z.refine(unambiguous), z.refine(namesAgentsIssuer))
export type IssuerList = z.infer<typeof IssuerList>

/** The allow-list with the stage's sites filled in. */
export const withStageSites = (issuers: IssuerList, sites: readonly SiteId[]): readonly IssuerEntry[] =>
  issuers.map((each) =>
    each.sites === 'of-this-stage' ? { ...each, sites: [...sites] } : { ...each, sites: each.sites },
  )
