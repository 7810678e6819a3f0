/**
 * The allow-list: whose tokens count, for which clients, and which sites they may speak for. Everything that differs from one
 * OpenID provider to the next is said here, once, by the people who run the service.
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'

const nonEmptyString = z.string().check(z.minLength(1), z.maxLength(256))
const nonEmptyStrings = z.array(nonEmptyString).check(z.minLength(1))
const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

/**
 * How an access token is told from an ID token, which must never open anything: by a claim (Cognito: `token_use` is `access`),
 * or by the type in the header (RFC 9068: `at+jwt`).
 */
const TokenUse = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, value: nonEmptyString }),
  z.strictObject({ by: z.literal('type') }),
])

/** How a second factor is known: the issuer lets nobody in without one, or a claim (RFC 8176: `amr`) says so. */
const SecondFactor = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('issuer') }),
  z.strictObject({ by: z.literal('claim'), claim: nonEmptyString, values: nonEmptyStrings }),
])

const listedSites = z.array(SiteId).check(z.minLength(1))

/**
 * Machine clients that are ours because the issuer grants them a scope that it grants to nobody else: an issuer that has one for
 * each of many sites need not list them here. A token counts as a machine's own only where its subject is its client (RFC 9068,
 * section 2.2), so that no person's token passes for one.
 */
const ClientsWithScope = z.strictObject({ withScope: nonEmptyString })

const entry = <Sites extends z.ZodMiniType>(sites: Sites) => {
  const anyKind = {
    issuer: httpsAddress,
    /** The sites that these clients may speak for. */
    sites,
    tokenUse: TokenUse,
    /** Where the issuer's keys are; absent: `/.well-known/jwks.json` below the issuer. */
    jwksUri: z.optional(httpsAddress),
  }
  return z.discriminatedUnion('kind', [
    z.strictObject({
      ...anyKind,
      kind: z.literal('people'),
      /** The clients of this issuer that are ours. Another client's token is a stranger's. */
      clientIds: nonEmptyStrings,
      claims: z.strictObject({
        site: nonEmptyString,
        subject: z._default(nonEmptyString, 'sub'),
        profile: nonEmptyString,
        /** What one sign-in has and the next has not; the same in every token that is refreshed from it. */
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
      /** The issuer of the agents that this backend names; needed where a site has people of several issuers. */
      agentsOf: z.optional(httpsAddress),
    }),
  ])
}

/** One client of one issuer belongs to one entry, so that a token means one thing; one issuer has one place for its keys. */
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

/** Sites are named in both, or at least one of the two speaks for every site. */
const shareSites = (one: SitesOfIssuer, other: SitesOfIssuer): boolean =>
  typeof one.sites === 'string' ||
  typeof other.sites === 'string' ||
  one.sites.some((site) => other.sites.includes(site))

/** The issuers whose people may work at a site of this entry. */
const peopleIssuersFor = (entries: readonly SitesOfIssuer[], machine: SitesOfIssuer): ReadonlySet<string> =>
  new Set(entries.filter((each) => each.kind === 'people' && shareSites(each, machine)).map(({ issuer }) => issuer))

/**
 * An agent is an issuer and a subject, and a chat backend names the subject alone. So its entry names the issuer where a site has
 * people of several, and never one that has no people there.
 */
const namesAgentsIssuer = (entries: readonly SitesOfIssuer[]): boolean =>
  entries
    .filter(({ kind }) => kind === 'machine')
    .every((machine) => {
      const issuers = peopleIssuersFor(entries, machine)
      return machine.agentsOf === undefined ? issuers.size <= 1 : issuers.has(machine.agentsOf)
    })

/** The issuer of the agents that a machine of this entry names. Where there are no people at all, its own. */
export const agentsIssuerOf = (entries: readonly IssuerEntry[], machine: MachineEntry): string => {
  const [only] = peopleIssuersFor(entries, machine)
  return machine.agentsOf ?? only ?? machine.issuer
}

/** `'*'`, every site, is for the local run alone, whose sites come into being when a token names them. */
export const IssuerEntry = entry(z.union([listedSites, z.literal('*')]))
export type IssuerEntry = z.infer<typeof IssuerEntry>
export type PeopleEntry = Extract<IssuerEntry, { kind: 'people' }>
export type MachineEntry = Extract<IssuerEntry, { kind: 'machine' }>

/** The allow-list of a deployment: every site by name, or all that the stage serves. */
export const IssuerList = z
  .array(entry(z.union([listedSites, z.literal('of-this-stage')])))
  .check(z.minLength(1), z.refine(unambiguous), z.refine(namesAgentsIssuer))
export type IssuerList = z.infer<typeof IssuerList>

/** The allow-list with the sites of the stage by name. */
export const withStageSites = (issuers: IssuerList, sites: readonly SiteId[]): readonly IssuerEntry[] =>
  issuers.map((each) =>
    each.sites === 'of-this-stage' ? { ...each, sites: [...sites] } : { ...each, sites: each.sites },
  )
