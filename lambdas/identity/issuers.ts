/**
 * The allow-list: whose tokens count, for which clients, and which sites they may speak for. Everything that differs from one
 * OpenID provider to the next is said here, once, by the people who run the service.
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'

const word = z.string().check(z.minLength(1), z.maxLength(256))
const words = z.array(word).check(z.minLength(1))
const httpsAddress = z.string().check(z.regex(/^https:\/\/[^\s/]+/), z.refine(URL.canParse))

/**
 * How an access token is told from an ID token, which must never open anything: by a claim (Cognito: `token_use` is `access`),
 * or by the type in the header (RFC 9068: `at+jwt`).
 */
const TokenUse = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('claim'), claim: word, value: word }),
  z.strictObject({ by: z.literal('type') }),
])

/** How a second factor is known: the issuer lets nobody in without one, or a claim (RFC 8176: `amr`) says so. */
const SecondFactor = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('issuer') }),
  z.strictObject({ by: z.literal('claim'), claim: word, values: words }),
])

const listedSites = z.array(SiteId).check(z.minLength(1))

const entry = <Sites extends z.ZodMiniType>(sites: Sites) => {
  const anyKind = {
    issuer: httpsAddress,
    /** The clients of this issuer that are ours. Another client's token is a stranger's. */
    clientIds: words,
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
      claims: z.strictObject({
        site: word,
        subject: z._default(word, 'sub'),
        profile: word,
        /** What one sign-in has and the next has not; the same in every token that is refreshed from it. */
        session: word,
        signedInAt: z._default(word, 'auth_time'),
      }),
      mfa: SecondFactor,
    }),
    z.strictObject({ ...anyKind, kind: z.literal('machine'), claims: z.strictObject({ site: word }) }),
  ])
}

/** One client of one issuer belongs to one entry, so that a token means one thing; one issuer has one place for its keys. */
const unambiguous = (
  entries: readonly { issuer: string; clientIds: readonly string[]; jwksUri?: string | undefined }[],
): boolean => {
  const clients = entries.flatMap(({ issuer, clientIds }) =>
    clientIds.map((clientId) => JSON.stringify([issuer, clientId])),
  )
  const keyPlaces = new Map(entries.map(({ issuer, jwksUri }) => [issuer, jwksUri]))
  return (
    new Set(clients).size === clients.length &&
    entries.every(({ issuer, jwksUri }) => keyPlaces.get(issuer) === jwksUri)
  )
}

/** `'*'`, every site, is for the local run alone, whose sites come into being when a token names them. */
export const IssuerEntry = entry(z.union([listedSites, z.literal('*')]))
export type IssuerEntry = z.infer<typeof IssuerEntry>
export type PeopleEntry = Extract<IssuerEntry, { kind: 'people' }>
export type MachineEntry = Extract<IssuerEntry, { kind: 'machine' }>

/** The allow-list of a deployment: every site by name. */
export const IssuerList = z.array(entry(listedSites)).check(z.minLength(1), z.refine(unambiguous))
export type IssuerList = z.infer<typeof IssuerList>
