/**
 * The settings that the people who deploy the service choose, one set per stage, in `stages.json`.
 * One sentence reports each invalid setting, with its name, its value and what is allowed.
 */
import * as z from 'zod/mini'
import { SiteId } from '../contracts/identifiers.ts'
import { isWebOrigin } from '../contracts/web-origin.ts'
import { describeZonesError } from './availability-zones.ts'
import { AddressRange, EdgeLimits, Throttles } from './edge/limit-settings.ts'
import { emailContradictions, SignInEmail } from './identity/email-settings.ts'
import { ExternalSignIn, issuerContradictions } from './identity/issuer-settings.ts'
import { regions, unsupportedRegions } from './regions.ts'
import { atLeastOne, email, oneOf, stepName, text, wholeNumber } from './setting-schemas.ts'
import { describeSettingsErrors } from './settings-errors.ts'
import { StageTags } from './tag-settings.ts'

const httpsAddress = 'an address that begins with https://, or with http://localhost'
const webAddress = text(httpsAddress, /^(https:\/\/[^\s/]+|http:\/\/localhost)(:\d+)?(\/\S*)?$/)
const originAllowed = 'an origin such as https://chat.example.com'
const origin = z
  .string({ error: originAllowed })
  .check(z.refine((value) => value.startsWith('https:') && isWebOrigin(value), { error: originAllowed }))

/** The deployment's own user pool. Its passwords, second factors and groups meet PCI DSS 8. */
const OwnSignIn = z.strictObject({
  kind: z.literal('cognito'),
  domainPrefix: text('3 to 60 lower-case letters, digits or dashes, beginning with a letter', /^[a-z][a-z0-9-]{2,59}$/),
  callbackAddresses: atLeastOne(webAddress, `a list of at least one ${httpsAddress.replace(/^an /, '')}`),
  email: z.optional(SignInEmail),
})

/**
 * The deployment's own Valkey or an external server. Production cannot use an external server, because it is outside
 * the isolated network.
 */
const Holding = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('elasticache') }),
    z.strictObject({
      kind: z.literal('server'),
      host: text('the name of a host', /^[A-Za-z0-9.-]+$/),
      port: z.int({ error: 'the number of a port' }),
      tls: oneOf(['on', 'off']),
    }),
  ],
  { error: 'of the kind elasticache or server' },
)

/**
 * The trail that records the requests to AWS. It is either the stage's own trail, or a trail that the account already
 * has.
 */
const TrailSettings = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('made-here') }),
    z.strictObject({
      kind: z.literal('existing'),
      logGroup: z.optional(text('the name of a log group', /^[\w./#-]{1,512}$/)),
    }),
  ],
  { error: 'of the kind made-here or existing' },
)

const regionsAllowed = (named: unknown): string => {
  const reason =
    typeof named === 'string' && Object.hasOwn(unsupportedRegions, named) ? `: ${unsupportedRegions[named]}` : ''
  return `one of ${regions.join(', ')}${reason}`
}

const maxSites = 400
const listOfSites = `a list of one to ${maxSites} sites, each once`

/** ServiceSettings (lib/service-settings.ts) documents each setting. */
export const StageSettings = z.strictObject({
  purpose: oneOf(['demo', 'production']),
  account: text('the twelve digits of an AWS account', /^\d{12}$/),
  region: z.enum(regions, { error: ({ input }) => regionsAllowed(input) }),
  // Looking the ids up would need credentials.
  availabilityZones: z.array(text('the id of a zone', /^[a-z0-9-]+$/), { error: 'a list of three ids of zones' }),
  keyEndpointZones: z
    .int({ error: '1, 2 or 3' })
    .check(z.minimum(1, { error: '1, 2 or 3' }), z.maximum(3, { error: '1, 2 or 3' })),
  // A stack can have at most 500 resources.
  sites: atLeastOne(
    z.custom<SiteId>((value) => SiteId.safeParse(value).success, {
      error: 'the id of a site: a lower-case letter, then letters, digits or dashes, 64 at most',
    }),
    listOfSites,
  ).check(
    z.maxLength(maxSites, { error: listOfSites }),
    z.refine((sites) => new Set(sites).size === sites.length, { error: listOfSites }),
  ),
  signIn: z.discriminatedUnion('kind', [OwnSignIn, ExternalSignIn], { error: 'of the kind cognito or issuers' }),
  embeddingOrigins: z._default(z.array(origin), []),
  domain: z.optional(
    z.strictObject({
      name: text('the name of a domain', /^([a-z0-9-]+\.)+[a-z]{2,}$/),
      certificateArn: text(
        'the ARN of a certificate in us-east-1, where CloudFront looks for it',
        /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/,
      ),
    }),
  ),
  alarmsTo: z._default(z.array(email), []),
  holding: z._default(Holding, { kind: 'elasticache' }),
  reservedConcurrency: z._default(z.partialRecord(stepName, wholeNumber(1, 1_000)), {}),
  edgeLimits: z.prefault(EdgeLimits, {}),
  trustedRanges: z._default(z.array(AddressRange), []),
  throttles: z._default(Throttles, {}),
  trail: z._default(TrailSettings, { kind: 'made-here' }),
  apiGatewayLogRole: z._default(oneOf(['made-here', 'there-already']), 'made-here'),
  permissionsBoundary: z.optional(
    text(
      'the name or the ARN of an IAM policy',
      /^(arn:aws:iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*)?[\w+=,.@-]{1,128}$/,
    ),
  ),
  tags: z._default(StageTags, {}),
})
export type StageSettings = z.infer<typeof StageSettings> & { readonly stage: string }

const StageName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,15}$/))

/**
 * The settings of one stage, from the content of `stages.json`.
 * @throws Error one sentence for each invalid setting
 */
export function stageSettings(stage: unknown, stages: unknown): StageSettings {
  const known = z.record(StageName, z.unknown()).safeParse(stages)
  if (!known.success) {
    throw new Error('stages.json defines no stages: it must be an object, and each name at most 16 lower-case letters.')
  }
  const name = StageName.safeParse(stage)
  if (!name.success || !Object.hasOwn(known.data, name.data)) {
    const names = Object.keys(known.data).join(', ')
    throw new Error(`stage is ${JSON.stringify(stage)}, but must be one of the stages in stages.json: ${names}.`)
  }
  const settings = StageSettings.safeParse(known.data[name.data])
  if (!settings.success)
    throw new Error(describeSettingsErrors(name.data, known.data[name.data], settings.error.issues))
  const wrong = contradictions(settings.data)
  if (wrong.length > 0) throw new Error(wrong.map((each) => `In the stage ${name.data}, ${each}.`).join('\n'))
  return { ...settings.data, stage: name.data }
}

/**
 * The highest rate of submissions that the holding can process. A burst is twice the rate, each form needs two units of
 * the holding, and the holding has 5,000 units per second.
 */
const maxSubmitsPerSecond = 1_250

/** Errors that involve several settings. */
function contradictions(settings: z.infer<typeof StageSettings>): readonly string[] {
  const { region, availabilityZones, purpose, domain, alarmsTo, keyEndpointZones, holding } = settings
  const wrong: string[] = []
  if (settings.signIn.kind === 'issuers') wrong.push(...issuerContradictions(settings.signIn, settings.sites))
  if (settings.signIn.kind === 'cognito' && settings.signIn.email) {
    wrong.push(...emailContradictions(settings.signIn.email, settings))
  }
  const submitsPerSecond = settings.throttles['submit-form'] ?? 0
  if (holding.kind === 'elasticache' && submitsPerSecond > maxSubmitsPerSecond) {
    wrong.push(
      `throttles.submit-form is ${submitsPerSecond}, but must be at most ${maxSubmitsPerSecond}, which is what the holding can take`,
    )
  }
  const zonesError = describeZonesError(region, availabilityZones)
  if (zonesError !== undefined) wrong.push(zonesError)
  if (purpose === 'demo') {
    // A reservation takes concurrency from all other functions in the account, and a demo has no traffic to protect.
    if (Object.keys(settings.reservedConcurrency).length > 0) {
      wrong.push('reservedConcurrency names steps, but a demo must reserve nothing')
    }
    return wrong
  }
  if (domain === undefined)
    wrong.push('domain is missing, but production must have one, because it takes TLS 1.2 and up only')
  if (alarmsTo.length === 0) wrong.push('alarmsTo is empty, but production must notify at least one address of alarms')
  if (keyEndpointZones !== 3) wrong.push(`keyEndpointZones is ${keyEndpointZones}, but in production must be 3`)
  if (holding.kind !== 'elasticache') {
    wrong.push(`holding is of the kind ${holding.kind}, but in production must be elasticache`)
  }
  return wrong
}
