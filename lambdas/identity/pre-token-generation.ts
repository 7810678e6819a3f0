/**
 * Cognito's trigger before it makes a token, version 3, for people and machines: puts the site and the profile into access
 * tokens. Both come from what administrators of the pool set; what a client says of itself counts for nothing.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
import * as z from 'zod/mini'
import { ProfileName, SiteId } from '../../contracts/identifiers.ts'
import { siteInScope } from './site-scope.ts'

/** The part of the event that counts. */
export const PreTokenEvent = z.object({
  version: z.literal('3'),
  triggerSource: z.string(),
  request: z.object({
    userAttributes: z.optional(z.record(z.string(), z.string())),
    groupConfiguration: z.optional(z.object({ groupsToOverride: z.nullish(z.array(z.string())) })),
    scopes: z.nullish(z.array(z.string())),
  }),
})
export type PreTokenEvent = z.infer<typeof PreTokenEvent>

export interface PreTokenResponse {
  readonly claimsAndScopeOverrideDetails: {
    readonly accessTokenGeneration: {
      readonly claimsToAddOrOverride: Readonly<Record<string, string>>
      readonly scopesToSuppress?: readonly string[]
    }
  }
}

/**
 * With it an access token changes its person's own password, factors and details at Cognito, of which no trigger hears: sign-ins
 * from before a new password would go on. Nobody is granted it at the sign-in page; whoever signs in past that, by Cognito's API,
 * is given it and nothing else.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
const selfServiceScope = 'aws.cognito.signin.user.admin'

/**
 * The claims of an access token: `site` and, of a person in exactly one group, `profile`. Somebody in two groups has no
 * profile, rather than the one that happens to come first. Without a site there is no claim, and the authorizer knows nobody. A
 * person's token is never one for changing themselves at Cognito.
 */
export function preTokenGeneration({ triggerSource, request }: PreTokenEvent): PreTokenResponse {
  const token =
    triggerSource === 'TokenGeneration_ClientCredentials'
      ? { claimsToAddOrOverride: machineClaims(request) }
      : { claimsToAddOrOverride: personClaims(request), scopesToSuppress: [selfServiceScope] }
  return { claimsAndScopeOverrideDetails: { accessTokenGeneration: token } }
}

function machineClaims({ scopes }: PreTokenEvent['request']): Record<string, string> {
  const granted = (scopes ?? []).flatMap((scope) => siteInScope(scope) ?? [])
  return granted.length === 1 ? claimIfValid('site', SiteId.safeParse(granted[0])) : {}
}

function personClaims({ userAttributes, groupConfiguration }: PreTokenEvent['request']): Record<string, string> {
  const groups = groupConfiguration?.groupsToOverride ?? []
  return {
    ...claimIfValid('site', SiteId.safeParse(userAttributes?.['custom:site'])),
    ...(groups.length === 1 && claimIfValid('profile', ProfileName.safeParse(groups[0]))),
  }
}

const claimIfValid = (claim: string, { data }: { readonly data?: string | undefined }): Record<string, string> =>
  data === undefined ? {} : { [claim]: data }
