/**
 * The settings of a stage as an app passes them to the construct. StageSettings (lib/stage-settings.ts) reads the same settings; a
 * test compares both types. They are declared here as well, because the compiler keeps no comments of a schema in a declaration.
 */
import type { StepName } from '../contracts/protocol.ts'
import type { CognitoSignInSettings, IssuersSignInSettings } from './identity/sign-in-setting-types.ts'
import type { Region } from './regions.ts'

/** A domain of your own. */
export interface DomainSettings {
  /** The name of the domain, such as `forms.example.com`. Its DNS record points to the distribution. */
  readonly name: string
  /** The ARN of a certificate for this name, in us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string
}

/** An external Valkey or Redis server, which only a demo may use, because it is outside the isolated network. */
export interface HoldingServerSettings {
  readonly kind: 'server'
  /** The name of the host. */
  readonly host: string
  /** The number of the port. */
  readonly port: number
  /** Whether the connection uses TLS. */
  readonly tls: 'on' | 'off'
}

/** How many requests one address may send to the edge in five minutes. Each request counts towards only one of these limits. */
export interface EdgeLimitSettings {
  /** Requests of people who sign in and of chat backends. By default 60,000. */
  readonly signedInSteps?: number | undefined
  /** Requests of visitors. By default 30,000. */
  readonly visitorSteps?: number | undefined
  /** Requests for pages and their files. By default 300,000. */
  readonly pages?: number | undefined
  /** All requests of an address in `trustedRanges`, instead of the other limits. By default 600,000. */
  readonly trusted?: number | undefined
}

/** A CloudTrail trail that the account already has. */
export interface ExistingTrailSettings {
  readonly kind: 'existing'
  /** The log group of that trail, in the stage's account and Region. Without it, the stage has no alarms on the trail's records. */
  readonly logGroup?: string | undefined
}

/** The settings of a stage. docs/stage-settings.md in the package has the limits of each and more about sign-in. */
export interface ServiceSettings {
  /**
   * `demo` costs little and is removed completely. `production` keeps its data, is protected from deletion, and also needs `domain`,
   * `alarmsTo` and `keyEndpointZones: 3`.
   */
  readonly purpose: 'demo' | 'production'
  /** The twelve digits of the AWS account. */
  readonly account: string
  /** The Region of the stage. */
  readonly region: Region
  /**
   * The ids of the isolated network's three Availability Zones, such as `use1-az1`. A name such as `us-east-1a` is another zone in
   * each account. Never change them: the network cannot move.
   */
  readonly availabilityZones: readonly string[]
  /** In how many of the zones KMS has an endpoint: 1, 2 or 3. AWS bills each by the hour. Production needs 3. */
  readonly keyEndpointZones: number
  /** The ids of all sites that the stage serves: at most 400, in lower case. More sites need another stage. */
  readonly sites: readonly string[]
  /** How people and chat backends sign in: with a user pool of the stage's own, or with OpenID providers of your own. */
  readonly signIn: CognitoSignInSettings | IssuersSignInSettings
  /**
   * The origins that may embed pages that belong to no site: the panel without the attribute `site`. The administrators of each site
   * list the origins for its own pages. By default none.
   */
  readonly embeddingOrigins?: readonly string[] | undefined
  /**
   * A domain of your own. Required in production, because CloudFront's own certificate also accepts TLS 1.0. Without it, a demo has an
   * address of CloudFront.
   */
  readonly domain?: DomainSettings | undefined
  /** The e-mail addresses that are notified of alarms. Required in production: at least one. By default none. */
  readonly alarmsTo?: readonly string[] | undefined
  /** Where security codes wait for the agent's tab. By default `elasticache`: the stage's own Valkey, which production needs. */
  readonly holding?: { readonly kind: 'elasticache' } | HoldingServerSettings | undefined
  /**
   * The concurrent executions that are reserved for a step, so that requests to another step cannot use them. Only in production. By
   * default none, because an account must keep 100 unreserved.
   */
  readonly reservedConcurrency?: Readonly<Partial<Record<StepName, number>>> | undefined
  /** How many requests one address may send to the edge in five minutes. */
  readonly edgeLimits?: EdgeLimitSettings | undefined
  /**
   * The addresses that many people or calls share, such as the contact centre's and the chat backend's: `203.0.113.0/24` or
   * `2001:db8::/48`. Their limit is `edgeLimits.trusted`, and they have no other privilege. By default none.
   */
  readonly trustedRanges?: readonly string[] | undefined
  /** The limits of requests per second for a step, of all sites together, instead of the defaults. */
  readonly throttles?: Readonly<Partial<Record<StepName, number>>> | undefined
  /**
   * The CloudTrail trail that records the requests to AWS. By default `made-here`: a trail of the stage's own. If the account already
   * has a trail, a second one costs $20 per million management events of the whole account.
   */
  readonly trail?: { readonly kind: 'made-here' } | ExistingTrailSettings | undefined
  /**
   * The role with which API Gateway writes logs, one for a whole account and Region. By default the stage sets it (`made-here`) and
   * does not remove it. With `there-already` the stage leaves the account's role as it is.
   */
  readonly apiGatewayLogRole?: 'made-here' | 'there-already' | undefined
  /** The name or the ARN of an IAM policy of the account, which becomes the permissions boundary of every role. */
  readonly permissionsBoundary?: string | undefined
  /** The tags of every resource that supports tags, in addition to `service` and `stage`: at most 40. */
  readonly tags?: Readonly<Record<string, string>> | undefined
}
