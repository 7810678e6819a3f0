/**
 * What a page must know to have somebody sign in (OpenID Connect, authorization code with PKCE): public, and served within the
 * page's own document.
 */
import * as z from 'zod/mini'

export const SignInSettings = z.strictObject({
  issuer: z.string(),
  clientId: z.string(),
  authorizationEndpoint: z.url(),
  tokenEndpoint: z.url(),
  /** Where the issuer takes the token that renews from whoever has it (RFC 7009). */
  revocationEndpoint: z.optional(z.url()),
  /** Where the issuer forgets a browser that has signed in, and sends it back: Cognito's `/logout`, with its parameters. */
  endSessionEndpoint: z.optional(z.url()),
})
export type SignInSettings = z.infer<typeof SignInSettings>

/** Whom the page asks by itself; to the other addresses the browser goes. */
export const connectOriginsOf = ({
  tokenEndpoint,
  revocationEndpoint = tokenEndpoint,
}: SignInSettings): readonly string[] => [
  ...new Set([tokenEndpoint, revocationEndpoint].map((address) => new URL(address).origin)),
]

/** The name of the `meta` element that they are in, as JSON. */
export const signInSettingsName = 'sealform-sign-in'

/** As the document keeps its place free for them. */
export const signInSettingsPlaceholder = `name="${signInSettingsName}" content=""`

/** The same place, filled: JSON within an attribute. */
export const renderSignInSettings = (settings: SignInSettings): string => {
  const text = JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `name="${signInSettingsName}" content="${text}"`
}
