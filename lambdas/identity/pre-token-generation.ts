/**
 * Cognito's pre-token-generation trigger, version 3, for people and machines. Adds the site and the profile to access
 * tokens. Both come from attributes that the pool's administrators set; claims that the client requests are ignored.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
import * as z from 'zod/mini'
import { ProfileName, SiteId } from '../../contracts/identifiers.ts'
import { siteInScope } from './site-scope.ts'

/** The fields of the event that are used. */
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
 * With this scope, the bearer of an access token can change the password, factors and attributes of the token's owner
 * in Cognito. Cognito calls no trigger for such a change, so sign-ins from before a new password would stay valid. The
 * sign-in page never grants this scope. A sign-in through Cognito's API gets only this scope.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
const selfServiceScope = 'aws.cognito.signin.user.admin'

/**
 * Returns the claims of an access token: `site`, and `profile` for a person who is in exactly one group. A person in
 * several groups gets no profile, because the choice would be arbitrary. Without a site, the token has no `site` claim
 * and the authorizer rejects it. A person's token never contains the self-service scope.
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
