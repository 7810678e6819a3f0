/** The entries of the allow-list for a stage's own user pool. */
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import type { IssuerList } from '../../lambdas/identity/issuers.ts'

/**
 * Returns the entries for the people and the chat backends of a pool.
 * @param issuer the pool's address
 * @param agentsClientId the client with which people sign in
 */
export const poolIssuers = (issuer: string, agentsClientId: string): IssuerList => {
  const common = {
    issuer,
    // A person works for one of this stage's sites, and only the pool's administrators decide which.
    sites: 'of-this-stage',
    tokenUse: { by: 'claim', claim: 'token_use', value: 'access' },
  } as const
  return [
    {
      ...common,
      kind: 'people',
      clientIds: [agentsClientId],
      claims: { site: 'site', subject: 'username', profile: 'profile', session: 'origin_jti', signedInAt: 'auth_time' },
      mfa: { by: 'issuer' },
    },
    {
      ...common,
      kind: 'machine',
      clientIds: { withScope: conversationsScope },
      claims: { site: 'site', scopes: 'scope' },
    },
  ]
}
