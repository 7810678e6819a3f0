/** The settings of a stage whose people sign in with an OpenID provider of your own. */
import * as z from 'zod/mini'
import { IssuerList, ListedEntry } from '../../lambdas/identity/issuers.ts'
import { oneOf, text } from '../setting-schemas.ts'
import { entriesOf, ProviderPreset } from './providers.ts'
import type { IssuerSettings } from './sign-in-setting-types.ts'

const listOfIssuers = 'a list of presets and entries as docs/stage-settings.md describes them'

/** Reads presets and entries, and returns the entries of the allow-list. */
const Issuers = z.pipe(
  z.array(z.custom<IssuerSettings>(), { error: listOfIssuers }),
  z.transform((given, { issues }): IssuerList => {
    const entries = given.flatMap((each, index): IssuerList => {
      const parsed = isPreset(each) ? ProviderPreset.safeParse(each) : ListedEntry.safeParse(each)
      if (parsed.success) return 'provider' in parsed.data ? entriesOf(parsed.data) : [parsed.data]
      for (const { code, message, path, ...issue } of parsed.error.issues) {
        const expected = message === 'Invalid input' ? 'as docs/stage-settings.md describes it' : message
        if (code === 'unrecognized_keys' && 'keys' in issue) {
          issues.push({ code, keys: issue.keys, path: [index, ...path], input: Object(each) })
        } else issues.push({ code: 'custom', message: expected, path: [index, ...path], input: given })
      }
      return []
    })
    if (issues.length > 0) return []
    const list = IssuerList.safeParse(entries)
    if (list.success) return list.data
    issues.push({ code: 'custom', message: given.length === 0 ? listOfIssuers : ambiguous, input: given })
    return []
  }),
)

const ambiguous =
  'a list in which each client of an issuer is in one entry, and each chat backend names agents of one issuer'

const isPreset = (each: unknown): boolean => typeof each === 'object' && each !== null && 'provider' in each

/** The parameters of an authorization request that the page itself sets. */
const ownParameters = /^(client_id|redirect_uri|response_type|response_mode|scope|state|nonce|prompt|code_challenge.*)$/

/**
 * How administrators sign in to the administration page: with a public client (PKCE) of one of the issuers,
 * whose discovery document contains the endpoints.
 */
const AdminSignIn = z.strictObject({
  issuer: text('one of the issuers', /^https:\/\/\S+$/),
  clientId: text('the id of a client', /^[\x21-\x7e]{1,256}$/),
  scope: z._default(text('scopes separated by spaces, openid among them', /^(\S+ )*openid( \S+)*$/), 'openid'),
  /** Further parameters of the authorization request, such as `audience` or `acr_values`. */
  parameters: z.optional(
    z.record(z.string(), text('the value of a parameter', /^.{1,1024}$/)).check(
      z.refine((given) => !Object.keys(given).some((name) => ownParameters.test(name)), {
        error: 'parameters that the page does not set itself',
      }),
    ),
  ),
  /** With `page`, signing out does not lead through the issuer. Use it if the issuer requires an ID token for that. */
  signOut: z._default(oneOf(['issuer', 'page']), 'issuer'),
})

/** OpenID providers of your own, which the authorizer's allow-list defines. */
export const ExternalSignIn = z.strictObject({
  kind: z.literal('issuers'),
  issuers: Issuers,
  /** Without this setting, the administration page has no sign-in. */
  admin: z.optional(AdminSignIn),
})
export type ExternalSignIn = z.infer<typeof ExternalSignIn>

/** Returns the errors that involve several settings. */
export function issuerContradictions({ issuers, admin }: ExternalSignIn, sites: readonly string[]): readonly string[] {
  const wrong: string[] = []
  const named = issuers.flatMap((each) => (each.sites === 'of-this-stage' ? [] : each.sites))
  const unknownSites = [...new Set(named)].filter((site) => !sites.includes(site))
  if (unknownSites.length > 0) {
    wrong.push(`signIn.issuers names ${unknownSites.join(', ')}, but must name sites of the stage only`)
  }
  if (admin === undefined) return wrong
  const people = issuers.filter(({ kind, issuer }) => kind === 'people' && issuer === admin.issuer)
  if (people.length === 0) wrong.push('signIn.admin.issuer must be an issuer of people in signIn.issuers')
  else if (!people.some(({ clientIds }) => Array.isArray(clientIds) && clientIds.includes(admin.clientId))) {
    wrong.push('signIn.admin.clientId must be in the clientIds of that issuer, or the service refuses its tokens')
  }
  return wrong
}
