/**
 * The settings that the people who deploy the service choose, one set per stage, in `stages.json`.
 * One sentence reports each invalid setting, with its name, its value and what is allowed.
 */
import * as z from 'zod/mini'
import { SiteId } from '../contracts/identifiers.ts'
import { protocol } from '../contracts/protocol.ts'
import { isWebOrigin } from '../contracts/web-origin.ts'
import { describeZonesError } from './availability-zones.ts'
import { AddressRange, EdgeLimits, Throttles } from './edge/limit-settings.ts'
import { emailContradictions, SignInEmail } from './identity/email-settings.ts'
import { ExternalSignIn, issuerContradictions } from './identity/issuer-settings.ts'
import { regions, unsupportedRegions } from './regions.ts'
import { atLeastOne, email, oneOf, text, wholeNumber } from './setting-schemas.ts'
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
  /**
   * The prefix in the sign-in page's host name, `<prefix>.auth.<region>.amazoncognito.com`. It must be unique in its
   * Region.
   */
  domainPrefix: text('3 to 60 lower-case letters, digits or dashes, beginning with a letter', /^[a-z][a-z0-9-]{2,59}$/),
  /** The addresses of the agents' application to which people return after they sign in or sign out. */
  callbackAddresses: atLeastOne(webAddress, `a list of at least one ${httpsAddress.replace(/^an /, '')}`),
  /** The sender of invitations and codes. Without this setting, Cognito sends them, but at most 50 e-mails a day. */
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
      /**
       * The log group of that trail, in this account and Region. Without it, the stage has no alarms on the trail's
       * records.
       */
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

export const StageSettings = z.strictObject({
  /**
   * The purpose of the stage. A demo costs little and can be removed completely. Production costs more and keeps its
   * data.
   */
  purpose: oneOf(['demo', 'production']),
  account: text('the twelve digits of an AWS account', /^\d{12}$/),
  region: z.enum(regions, { error: ({ input }) => regionsAllowed(input) }),
  /**
   * The ids of the isolated network's Availability Zones. They never change. They are a setting, because looking them
   * up would need credentials.
   */
  availabilityZones: z.array(text('the id of a zone', /^[a-z0-9-]+$/), { error: 'a list of three ids of zones' }),
  /**
   * The number of Availability Zones in which the key service has an endpoint. AWS bills the endpoint by the hour for
   * each zone.
   */
  keyEndpointZones: z
    .int({ error: '1, 2 or 3' })
    .check(z.minimum(1, { error: '1, 2 or 3' }), z.maximum(3, { error: '1, 2 or 3' })),
  /**
   * The ids of all sites that this deployment serves. The list has a maximum length, because a stack can have at most
   * 500 resources. Further sites need another stage.
   */
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
  /**
   * The origins that may embed pages that belong to no site, such as `/agent`. For a site's pages, the site's own
   * settings list the origins.
   */
  embeddingOrigins: z._default(z.array(origin), []),
  /** A custom domain. Without one, CloudFront uses its own certificate and also accepts TLS 1.0. */
  domain: z.optional(
    z.strictObject({
      name: text('the name of a domain', /^([a-z0-9-]+\.)+[a-z]{2,}$/),
      certificateArn: text(
        'the ARN of a certificate in us-east-1, where CloudFront looks for it',
        /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/,
      ),
    }),
  ),
  /** The e-mail addresses that are notified of alarms. */
  alarmsTo: z._default(z.array(email), []),
  holding: z._default(Holding, { kind: 'elasticache' }),
  /**
   * The concurrency that is reserved for a step, so that a flood of requests to another step cannot use it. It cannot
   * exceed the concurrency that your account has left.
   */
  reservedConcurrency: z._default(
    z.partialRecord(z.enum(Object.keys(protocol), { error: 'a step of the protocol' }), wholeNumber(1, 1_000)),
    {},
  ),
  /** How many requests one address may send to the edge in five minutes. */
  edgeLimits: z.prefault(EdgeLimits, {}),
  /**
   * The brand's own addresses that many people or calls share, such as those of the contact centre and of the chat
   * backend. They have a separate limit at the edge, and no other privilege.
   */
  trustedRanges: z._default(z.array(AddressRange), []),
  /** The limits of requests per second for a step, which replace the defaults. */
  throttles: z._default(Throttles, {}),
  /**
   * The trail of the stage. If the account already has a trail, a second one costs $20 per million management events of
   * the whole account.
   */
  trail: z._default(TrailSettings, { kind: 'made-here' }),
  /**
   * API Gateway writes logs with one role for a whole account and Region. With `made-here`, the stage sets this role.
   * The role is retained when the stage is removed, because other APIs may depend on it by then. With `there-already`,
   * the stage does not change the role.
   */
  apiGatewayLogRole: z._default(oneOf(['made-here', 'there-already']), 'made-here'),
  /** The name or the ARN of an IAM policy of the account, which becomes the permissions boundary of every role. */
  permissionsBoundary: z.optional(
    text(
      'the name or the ARN of an IAM policy',
      /^(arn:aws:iam::(\d{12}|aws):policy\/([\w+=,.@-]+\/)*)?[\w+=,.@-]{1,128}$/,
    ),
  ),
  /** The tags of every resource that supports tags, in addition to `service` and `stage`. */
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
