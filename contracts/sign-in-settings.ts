/** The public settings for sign-in (OpenID Connect, authorization code with PKCE). The HTML of a page contains them. */
import * as z from 'zod/mini'
import { escapeAttribute } from './html-attribute.ts'

const request = {
  issuer: z.string(),
  clientId: z.string(),
  /** The requested scopes, `openid` by default. */
  scope: z.optional(z.string()),
  /** Further parameters of the authorization request, such as `audience`. */
  parameters: z.optional(z.record(z.string(), z.string())),
}

export const SignInSettings = z.strictObject({
  ...request,
  authorizationEndpoint: z.url(),
  tokenEndpoint: z.url(),
  /** The endpoint that revokes refresh tokens (RFC 7009). */
  revocationEndpoint: z.optional(z.url()),
  /** The endpoint that ends the browser's session with the issuer and redirects back. */
  endSessionEndpoint: z.optional(z.url()),
  /**
   * The parameter of that endpoint for the address to return to: `logout_uri` of Cognito by default, or that of OpenID
   * Connect RP-Initiated Logout.
   */
  endSessionParameter: z.optional(z.enum(['logout_uri', 'post_logout_redirect_uri'])),
  /** The algorithms with which the issuer signs ID tokens, RS256 by default. */
  idTokenAlgorithms: z.optional(z.array(z.string())),
})
export type SignInSettings = z.infer<typeof SignInSettings>

/** Settings without endpoints, which are in the issuer's discovery document. */
export const DiscoveredSignIn = z.strictObject({
  ...request,
  /** `page`: signing out ends the sign-in of the page only, and does not lead through the issuer. */
  signOut: z.enum(['issuer', 'page']),
})
export type DiscoveredSignIn = z.infer<typeof DiscoveredSignIn>

/** The origins of the endpoints to which the page sends requests. The browser navigates to the other endpoints. */
export const connectOriginsOf = ({
  tokenEndpoint,
  revocationEndpoint = tokenEndpoint,
}: SignInSettings): readonly string[] => [
  ...new Set([tokenEndpoint, revocationEndpoint].map((address) => new URL(address).origin)),
]

/** The name of the `meta` element that contains the settings as JSON. */
export const signInSettingsName = 'sealform-sign-in'

/** The attributes of that `meta` element in the built HTML, before the settings are filled in. */
export const signInSettingsPlaceholder = `name="${signInSettingsName}" content=""`

/**
 * Returns the attributes with the settings instead of the placeholder. The settings are JSON that is escaped for an
 * attribute.
 */
export const renderSignInSettings = (settings: SignInSettings): string =>
  `name="${signInSettingsName}" content="${escapeAttribute(JSON.stringify(settings))}"`
