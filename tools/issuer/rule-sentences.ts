/** One sentence for each rule that refuses a token, with the claims that the stage's settings name. */
import type { TokenRule } from '../../lambdas/core/token-rule.ts'
import { type ClaimName, claimText } from '../../lambdas/identity/claims.ts'
import type { IssuerEntry, RequiredClaim } from '../../lambdas/identity/issuers.ts'

const withoutEntry = {
  malformed: 'It is not a signed JWT in its usual encoding, or a claim has another type than the standard requires.',
  issuer: 'No entry of signIn.issuers has the issuer that the claim iss names, character by character.',
  key: 'The issuer publishes no key with the key id in its header, or the key is of another type.',
  algorithm: 'It is signed with an algorithm that is not accepted, or that is not the algorithm of its key.',
  signature: 'Its signature is not of the key with its key id.',
  client: 'No entry of its issuer lists the client that it names, or two claims name different clients.',
  times: 'The claim iat or exp is missing, or is not a number of seconds.',
  expired: 'It has expired.',
  'not-yet-valid': 'Its time of issue or the start of its validity is in the future: compare the clocks.',
} as const satisfies Partial<Record<TokenRule, string>>

/** Returns the sentence about the rule. The sentences never contain a value of the token. */
export function sentenceOf(rule: TokenRule, entry: IssuerEntry | undefined): string {
  if (entry === undefined || rule in withoutEntry) return sentenceWithoutEntry(rule)
  const { tokenUse, requiredClaims = [], claims, sites } = entry
  const person = entry.kind === 'people' ? entry : undefined
  switch (rule) {
    case 'token-use':
      return tokenUse.by === 'type'
        ? 'Its type in the header is not at+jwt, so it is no access token (RFC 9068).'
        : `It is no access token for the service, because ${hasNot(tokenUse)}.`
    case 'required-claim':
      return `It lacks a claim that the settings require: ${requiredClaims.map(mark).join(', ') || 'none'}.`
    case 'site':
      return claims.site === undefined
        ? 'Its entry does not list exactly one site.'
        : `The claim ${claimText(claims.site)} is not a site that its client may act for: ${[sites].flat().join(', ')}.`
    case 'subject':
      return `The claim ${textOf(person?.claims.subject)} is not an id of 1 to 256 characters without spaces and / \\ % ? #.`
    case 'profile':
      return person?.profiles === undefined
        ? `The claim ${textOf(person?.claims.profile)} does not contain exactly one profile: map its values with profiles.`
        : `No value of the claim ${textOf(person.claims.profile)} is in profiles.`
    case 'session':
      return `A claim that identifies the session is missing: ${sessionClaims(person)}.`
    case 'sign-in-time':
      return `The claim ${textOf(person?.claims.signedInAt)} is not the time of the sign-in in seconds, or is in the future.`
    case 'second-factor':
      return person?.mfa.by === 'claim'
        ? `The claim ${claimText(person.mfa.claim)} shows no second factor: ${person.mfa.values.map(asText).join(' or ')}.`
        : sentenceWithoutEntry(rule)
    case 'scopes':
      return `The claim ${entry.kind === 'machine' ? claimText(entry.claims.scopes) : 'scope'} contains no scopes.`
    default:
      return sentenceWithoutEntry(rule)
  }
}

const sentenceWithoutEntry = (rule: TokenRule): string =>
  Object.entries(withoutEntry).find(([each]) => each === rule)?.[1] ?? `The rule ${rule} refuses it.`

const textOf = (name: ClaimName | undefined): string => (name === undefined ? '' : claimText(name))
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const mark = ({ claim, value }: RequiredClaim): string => `${claimText(claim)} is ${asText(value)}`
const hasNot = ({ claim, value }: RequiredClaim): string => `the claim ${claimText(claim)} is not ${asText(value)}`

const sessionClaims = (entry: Extract<IssuerEntry, { kind: 'people' }> | undefined): string => {
  const session = entry?.claims.session
  if (session === undefined) return 'none'
  return typeof session === 'object' && 'all' in session ? session.all.map(claimText).join(', ') : claimText(session)
}
