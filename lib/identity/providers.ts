/**
 * Presets for OpenID providers. Each writes the entries of the allow-list from what differs between two customers of
 * the provider. docs/sign-in-providers.md lists what to configure at each provider, and quotes these settings.
 */
import * as z from 'zod/mini'
import { type ClaimName, ClaimName as ClaimNameSchema } from '../../lambdas/identity/claims.ts'
import { type IssuerList, listedSites, ProfileMap, SecondFactor } from '../../lambdas/identity/issuers.ts'
import { atLeastOne, text } from '../setting-schemas.ts'

const clientId = text('the id of a client', /^[\x21-\x7e]{1,256}$/)

const preset = <Provider extends string>(provider: Provider, issuer: z.ZodMiniString<string>) =>
  z.strictObject({
    provider: z.literal(provider),
    issuer,
    /** The API's identifier at the provider, which every access token for the service contains as its audience. */
    audience: text('the audience of access tokens: the identifier of the API at the provider', /^\S{1,256}$/),
    /** The clients with which people sign in. */
    clientIds: atLeastOne(clientId, 'a list of at least one client id'),
    /** The machine clients of chat backends. */
    chatBackends: z.optional(atLeastOne(clientId, 'a list of at least one client id')),
    sites: z.union([listedSites, z.literal('of-this-stage')], { error: 'a list of sites, or of-this-stage' }),
    /** The claim that contains the site. Without it, `sites` lists one site, and all these clients are for it. */
    siteClaim: z.optional(ClaimNameSchema),
    /** The claim of the groups or roles, if it is not the provider's usual one. */
    profileClaim: z.optional(ClaimNameSchema),
    profiles: z.optional(ProfileMap),
    mfa: SecondFactor,
  })

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const anIssuer = text('the issuer: an address that begins with https://', /^https:\/\/[^\s/]+\S*$/)
const entraIssuer = text(
  'https://login.microsoftonline.com/<id of the tenant>/v2.0',
  new RegExp(`^https://login\\.microsoftonline\\.(com|us)/${guid}/v2\\.0$`),
)
const auth0Issuer = text('the address of the tenant with a slash at its end', /^https:\/\/[^\s/]+\/$/)

const Entra = preset('entra', entraIssuer)
const Okta = preset('okta', anIssuer)
const Auth0 = z.extend(preset('auth0', auth0Issuer), {
  /** The address in front of the names of the claims that the Action adds. */
  namespace: text('an address that begins with https:// and ends with a slash', /^https:\/\/\S+\/$/),
})
const Keycloak = preset('keycloak', anIssuer)

/** A preset in a stage's settings. */
export const ProviderPreset = z
  .discriminatedUnion('provider', [Entra, Okta, Auth0, Keycloak], { error: 'one of entra, okta, auth0 and keycloak' })
  .check(
    // The audience of an ID token is a client. Access tokens must therefore have another audience.
    z.refine(({ audience, clientIds }) => !clientIds.includes(audience), {
      error: 'an audience that is not also the id of a client, because ID tokens have that audience',
      path: ['audience'],
    }),
  )
export type ProviderPreset = z.infer<typeof ProviderPreset>

interface ProviderClaims {
  readonly tokenUse: IssuerList[number]['tokenUse']
  readonly required: NonNullable<IssuerList[number]['requiredClaims']>
  readonly client: ClaimName
  readonly person: Omit<Extract<IssuerList[number], { kind: 'people' }>['claims'], 'site' | 'client'>
  readonly machine: { readonly scopes: ClaimName; readonly required: NonNullable<IssuerList[number]['requiredClaims']> }
}

const claimsOf = (entry: ProviderPreset): ProviderClaims => {
  const audience = { claim: 'aud', value: entry.audience }
  const byAudience = { by: 'claim', ...audience } as const
  switch (entry.provider) {
    case 'entra':
      return {
        tokenUse: byAudience,
        required: [{ claim: 'ver', value: '2.0' }],
        client: 'azp',
        person: person('oid', 'roles', { all: ['oid', 'auth_time'] }),
        machine: { scopes: 'roles', required: [{ claim: 'idtyp', value: 'app' }] },
      }
    case 'okta':
      return {
        tokenUse: byAudience,
        required: [{ claim: 'ver', value: 1 }],
        client: 'cid',
        person: person('uid', 'groups', { all: ['uid', 'auth_time'] }),
        machine: { scopes: 'scp', required: [{ claim: 'sub', value: '{client}' }] },
      }
    case 'auth0': {
      const own = (name: string) => `${entry.namespace}${name}`
      const session = { all: ['sub', own('session'), own('auth_time')] }
      return {
        tokenUse: { by: 'type' },
        required: [audience],
        client: 'client_id',
        person: { ...person('sub', own('roles'), session), signedInAt: own('auth_time') },
        machine: { scopes: 'scope', required: [{ claim: 'sub', value: '{client}@clients' }] },
      }
    }
    case 'keycloak':
      return {
        tokenUse: { by: 'claim', claim: 'typ', value: 'Bearer' },
        required: [audience],
        client: 'azp',
        person: person('sub', { path: ['realm_access', 'roles'] }, { all: ['sub', 'sid', 'auth_time'] }),
        machine: { scopes: 'scope', required: [{ claim: 'client_id', value: '{client}' }] },
      }
  }
}

const person = (subject: ClaimName, profile: ClaimName, session: ProviderClaims['person']['session']) => ({
  ...{ subject, profile, session },
  signedInAt: 'auth_time',
})

/** Returns the entries of the allow-list that a preset stands for. */
export function entriesOf(preset: ProviderPreset): IssuerList {
  const { issuer, sites, siteClaim, clientIds, chatBackends, profiles, profileClaim, mfa } = preset
  const known = claimsOf(preset)
  const common = { issuer, sites, tokenUse: known.tokenUse, discovery: true as const }
  const claims = { ...(siteClaim !== undefined && { site: siteClaim }), client: known.client }
  const people: IssuerList[number] = {
    ...common,
    kind: 'people',
    clientIds,
    requiredClaims: known.required,
    claims: { ...claims, ...known.person, ...(profileClaim !== undefined && { profile: profileClaim }) },
    ...(profiles && { profiles }),
    mfa,
  }
  if (chatBackends === undefined) return [people]
  return [
    people,
    {
      ...common,
      kind: 'machine',
      clientIds: chatBackends,
      requiredClaims: [...known.required, ...known.machine.required],
      claims: { ...claims, scopes: known.machine.scopes },
    },
  ]
}
