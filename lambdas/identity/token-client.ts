/** Finds the entry of the client that requested a token, and its scopes. */
import { type ClaimName, type Claims, claimAt, valuesIn } from './claims.ts'
import type { IssuerEntry } from './issuers.ts'

export interface MatchedClient {
  readonly clientId: string
}

/** The claims in which providers name the client: RFC 9068, OpenID Connect, Okta, and version 1 of Microsoft's tokens. */
const clientClaims = ['client_id', 'azp', 'cid', 'appid']

/** A scope (RFC 6749, section 3.3). Values with other characters, such as roles with spaces, are not scopes. */
const scopePattern = /^[\x21\x23-\x5B\x5D-\x7E]+$/

/**
 * Returns the scopes in a claim: a string in which they are separated by spaces (RFC 8693, section 4.2), or an array.
 * Returns undefined if the claim has another type.
 */
export const scopesOf = (claims: Claims, name: ClaimName): string[] | undefined =>
  valuesIn(claimAt(claims, name))?.filter((value) => scopePattern.test(value))

/** Returns the entry of the token's client, or nothing if no entry accepts the client. */
export const issuerEntryOf = (
  issuers: readonly IssuerEntry[],
  claims: Claims,
): (IssuerEntry & MatchedClient) | undefined => {
  const ofIssuer = issuers.filter(({ issuer }) => issuer === claims.iss)
  for (const entry of ofIssuer) {
    const listed = 'withScope' in entry.clientIds ? [] : entry.clientIds
    const named = [...clientsNamed(claims, entry), ...audiencesInstead(claims, entry)]
    const clientId = named.find((id) => listed.includes(id))
    if (clientId !== undefined) return { ...entry, clientId }
  }
  // A client that no entry lists may still be a machine client, which the issuer's scope identifies.
  for (const entry of ofIssuer) {
    if (entry.kind !== 'machine' || !('withScope' in entry.clientIds)) continue
    const [clientId] = clientsNamed(claims, entry)
    const granted = scopesOf(claims, entry.claims.scopes)
    if (clientId !== undefined && claims.sub === clientId && granted?.includes(entry.clientIds.withScope)) {
      return { ...entry, clientId }
    }
  }
  return undefined
}

/** Returns the client that the token names. Returns nothing if the claims name different clients. */
function clientsNamed(claims: Claims, { claims: { client } }: IssuerEntry): readonly string[] {
  const values = client === undefined ? namedByDefault(claims) : [claimAt(claims, client)]
  const ids = values.filter((value) => typeof value === 'string')
  return ids.length === values.length && new Set(ids).size === 1 ? ids.slice(0, 1) : []
}

const namedByDefault = (claims: Claims): readonly unknown[] =>
  clientClaims.map((name) => claimAt(claims, name)).filter((value) => value !== undefined)

/** Returns the audiences if no claim names the client, and the entry does not say which claim does. */
const audiencesInstead = (claims: Claims, { claims: { client } }: IssuerEntry): readonly string[] =>
  client === undefined && namedByDefault(claims).length === 0
    ? [claimAt(claims, 'aud')].flat().filter((value) => typeof value === 'string')
    : []
