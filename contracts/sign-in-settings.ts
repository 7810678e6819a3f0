/** The public settings for sign-in (OpenID Connect, authorization code with PKCE). The HTML of a page contains them. */
import * as z from 'zod/mini'
import { escapeAttribute } from './html-attribute.ts'

export const SignInSettings = z.strictObject({
  issuer: z.string(),
  clientId: z.string(),
  authorizationEndpoint: z.url(),
  tokenEndpoint: z.url(),
  /** The endpoint that revokes refresh tokens (RFC 7009). */
  revocationEndpoint: z.optional(z.url()),
  /**
   * The endpoint that ends the browser's session with the issuer and redirects back. It takes the parameters of
   * Cognito's `/logout`.
   */
  endSessionEndpoint: z.optional(z.url()),
})
export type SignInSettings = z.infer<typeof SignInSettings>

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
