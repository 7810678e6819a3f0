/**
 * The rules that refuse an access token, in the order in which they are checked. The list is closed, so that a rule can
 * be logged safely. A caller never learns which rule refused their token.
 */
export const tokenRules = [
  /** It is not a JWT in its canonical encoding, or has critical extensions. */
  'malformed',
  /** No entry of the allow-list has its issuer. */
  'issuer',
  /** It has no key id, or the issuer publishes no key with its key id. */
  'key',
  /** Its algorithm is not one of the accepted signatures, or is not the key's algorithm. */
  'algorithm',
  'signature',
  /** No entry of its issuer lists its client, or two claims name different clients. */
  'client',
  /** `iat` or `exp` is missing or malformed. */
  'times',
  'expired',
  'not-yet-valid',
  /** It is not an access token, such as an ID token. */
  'token-use',
  /** A claim that the entry requires is missing or has another value. */
  'required-claim',
  /** It names no site, or a site that its client may not act for. */
  'site',
  'subject',
  /** Its groups or roles map to no profile, or to several without an order. */
  'profile',
  'session',
  'sign-in-time',
  'second-factor',
  'scopes',
] as const
export type TokenRule = (typeof tokenRules)[number]
