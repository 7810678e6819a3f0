/** Finds the endpoints with which administrators sign in. */
import type { DiscoveredSignIn, SignInSettings } from '../../contracts/sign-in-settings.ts'
import type { Clock } from '../core/clock.ts'
import { Fault } from '../core/fault.ts'
import { minutes } from '../core/time.ts'
import { discover } from '../identity/discovery.ts'
import type { FetchDocument } from '../identity/fetch-document.ts'

/** The time for which the endpoints are cached, so that a page does not depend on the issuer's answer each time. */
const cachedMs = minutes(10)

export interface AdminSignInPorts {
  readonly fetchDocument: FetchDocument
  readonly clock: Clock
}

/** Returns the settings of the page. @throws Fault `issuer-failed` */
export type FindSignIn = () => Promise<SignInSettings>

/**
 * Returns a function that returns the settings unchanged, or with the endpoints of the issuer's discovery document. A
 * failure is not cached.
 */
export const adminSignIn = (
  settings: SignInSettings | DiscoveredSignIn,
  { fetchDocument, clock }: AdminSignInPorts,
): FindSignIn => {
  if ('tokenEndpoint' in settings) return async () => settings
  let cached: { readonly settings: Promise<SignInSettings>; readonly at: number } | undefined
  return async () => {
    const now = clock.now()
    if (cached === undefined || now - cached.at >= cachedMs) {
      const found = { settings: discovered(settings, fetchDocument), at: now }
      cached = found
      found.settings.catch(() => {
        if (cached === found) cached = undefined
      })
    }
    return cached.settings
  }
}

const discovered = async (
  { signOut, ...request }: DiscoveredSignIn,
  fetchDocument: FetchDocument,
): Promise<SignInSettings> => {
  const found = await discover(fetchDocument, request.issuer)
  const { authorization_endpoint, token_endpoint, revocation_endpoint, end_session_endpoint } = found
  if (authorization_endpoint === undefined || token_endpoint === undefined) throw new Fault('issuer-failed')
  return {
    ...request,
    authorizationEndpoint: authorization_endpoint,
    tokenEndpoint: token_endpoint,
    ...(revocation_endpoint !== undefined && { revocationEndpoint: revocation_endpoint }),
    ...(end_session_endpoint !== undefined &&
      signOut === 'issuer' && {
        endSessionEndpoint: end_session_endpoint,
        endSessionParameter: 'post_logout_redirect_uri',
      }),
    ...(found.id_token_signing_alg_values_supported && {
      idTokenAlgorithms: found.id_token_signing_alg_values_supported,
    }),
  }
}
