/** Describes the next steps for the person who has created a site. */
import type { SiteId } from '../../contracts/identifiers.ts'
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
export function externalIssuerLines({ signIn }: StageSettings, siteId: SiteId): readonly string[] {
  const entries = signIn.kind === 'issuers' ? signIn.issuers : []
  const people = entries.filter((entry) => entry.kind === 'people')
  const issuersOfSite = people.filter(({ sites }) => sites === 'of-this-stage' || sites.includes(siteId))
  if (issuersOfSite.length === 0)
    return ['', `No issuer of people may speak for ${siteId}: add it to an entry of signIn.issuers.`]
  return issuersOfSite.flatMap(({ issuer, clientIds, tokenUse, claims, mfa }) => [
    '',
    `Its administrator is the holder of an access token of ${issuer}`,
    `  for the client  ${clientIds.join(' or ')}`,
    tokenUse.by === 'type'
      ? '  of the type     at+jwt (RFC 9068)'
      : `  with            ${tokenUse.claim}: ${tokenUse.value}`,
    `  with            ${claims.site}: ${siteId}`,
    `  with            ${claims.profile}: administrator`,
    `  with            ${claims.subject}: who they are`,
    `  with            ${claims.session}: the same for one sign-in, however often it is refreshed`,
    `  with            ${claims.signedInAt}: when they signed in, in seconds`,
    ...(mfa.by === 'claim' ? [`  with            ${mfa.claim}: ${mfa.values.join(' or ')}`] : []),
  ])
}
