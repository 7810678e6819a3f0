/** Describes the next steps for the person who has created a site. */
import type { SiteId } from '../../contracts/identifiers.ts'
import { claimText } from '../../lambdas/identity/claims.ts'
import type { PeopleEntry, RequiredClaim } from '../../lambdas/identity/issuers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { type BackendClientPlace, backendClientId } from '../stage/backend-client.ts'

export interface BackendClient extends BackendClientPlace {
  readonly stage: StageSettings
}

/**
 * Returns lines that say where the chat backend gets its tokens and how to look up the secret of its client. The secret
 * is never printed.
 */
export async function backendClientLines(place: BackendClient): Promise<readonly string[]> {
  const { userPoolId, stage, siteId } = place
  const { region, signIn } = stage
  const clientId = await backendClientId(place)
  if (clientId === undefined || signIn.kind !== 'cognito') return []
  return [
    '',
    'Its chat backend signs in by client credentials:',
    `  token endpoint  https://${signIn.domainPrefix}.auth.${region}.amazoncognito.com/oauth2/token`,
    `  client          ${clientId}`,
    `  its secret      aws cognito-idp describe-user-pool-client --region ${region} --user-pool-id ${userPoolId} --client-id ${clientId}`,
    `  a token         npm run token -- --stage ${stage.stage} --as chat-backend --site ${siteId} --out backend.token`,
  ]
}

/** Returns lines about the claims that a stage's issuers must put into the token of a site's administrator. */
export function externalIssuerLines({ signIn, stage }: StageSettings, siteId: SiteId): readonly string[] {
  const entries = signIn.kind === 'issuers' ? signIn.issuers : []
  const people = entries.filter((entry) => entry.kind === 'people')
  const issuersOfSite = people.filter(({ sites }) => sites === 'of-this-stage' || sites.includes(siteId))
  if (issuersOfSite.length === 0)
    return ['', `No issuer of people may speak for ${siteId}: add it to an entry of signIn.issuers.`]
  return issuersOfSite.flatMap(({ issuer, clientIds, tokenUse, requiredClaims = [], claims, profiles, mfa }) => [
    '',
    `Its administrator is the holder of an access token of ${issuer}`,
    `  for the client  ${clientIds.join(' or ')}`,
    tokenUse.by === 'type' ? '  of the type     at+jwt (RFC 9068)' : withClaim(tokenUse),
    ...requiredClaims.map(withClaim),
    ...(claims.site === undefined ? [] : [withClaim({ claim: claims.site, value: siteId })]),
    `  with            ${claimText(claims.profile)}: ${administratorValues(profiles)}`,
    `  with            ${claimText(claims.subject)}: who they are`,
    `  with            ${sessionText(claims.session)}: the same for one sign-in, however often it is refreshed`,
    `  with            ${claimText(claims.signedInAt)}: when they signed in, in seconds`,
    ...(mfa.by === 'claim'
      ? [`  with            ${claimText(mfa.claim)}: ${mfa.values.map(String).join(' or ')}`]
      : []),
    `  Check a token   npm run issuer:check -- --stage ${stage} --token-file admin.token`,
  ])
}

const withClaim = ({ claim, value }: RequiredClaim): string =>
  `  with            ${claimText(claim)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`

/** Returns the groups or roles that make an administrator. */
const administratorValues = (profiles: PeopleEntry['profiles']): string => {
  const values = profiles?.filter(({ profile }) => profile === 'administrator').map(({ value }) => value)
  return values === undefined
    ? 'administrator'
    : values.join(' or ') || 'none: no value in profiles is an administrator'
}

const sessionText = (session: PeopleEntry['claims']['session']): string =>
  typeof session === 'object' && 'all' in session ? session.all.map(claimText).join(' and ') : claimText(session)
