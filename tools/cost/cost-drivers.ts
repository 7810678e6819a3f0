/** Reads the properties of a deployment that determine the cost of a form. */
import * as z from 'zod/mini'
import { assumptions } from './assumptions.ts'
import type { DeployedResource } from './deployment.ts'

export interface CostDrivers {
  /** Returns the memory of a step's function, or of the authorizer. Throws if it does not exist. */
  memoryMegabytesOf(name: string): number
  /** The number of firewalls that inspect each request to CloudFront. */
  readonly firewalls: number
  /** The number of firewalls that log every request, not only blocked ones. */
  readonly firewallsLoggingAllRequests: number
  /** Returns true if a table has point-in-time recovery. */
  hasPointInTimeRecovery(table: string): boolean
  /** Returns true if the table has the class for data that is rarely read. */
  isInfrequentAccess(table: string): boolean
  /** The DynamoDB requests of the stage's own functions that its trails record. */
  readonly dataEvents: RecordedEvents
  /** The same for the copy in CloudWatch Logs. */
  readonly copiedDataEvents: RecordedEvents
  /** True if the management events of a trail are copied to CloudWatch Logs. These include each use of a key. */
  readonly copiesManagementEvents: boolean
  /** True if the stage has a function that publishes the audit table's stream to the event bus. */
  readonly publishesEvents: boolean
  /** True if events are pushed to agents' open tabs. */
  readonly pushesEvents: boolean
  /** The number of tokens that the chat backends request in a month without a break. */
  readonly machineTokensPerMonth: number
  /** The longest retention of the stage's log groups, in months. */
  readonly logRetentionMonths: number
}

/** `vault`: only requests that concern a table of the vault. */
export type RecordedEvents = 'all' | 'vault' | 'none'

const LambdaFunction = z.object({ MemorySize: z._default(z.number(), 128) })
/** A firewall of another kind would have other requests to pay for. */
const Firewall = z.object({ Scope: z.literal('CLOUDFRONT') })
const Recovery = z.object({
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.literal(true) }),
})
const LogGroup = z.object({ RetentionInDays: z.number() })
const ClassedTable = z.object({ TableClass: z.literal('STANDARD_INFREQUENT_ACCESS') })
const FieldSelector = z.object({
  Field: z.string(),
  Equals: z._default(z.array(z.unknown()), []),
})
const Trail = z.object({
  CloudWatchLogsLogGroupArn: z.optional(z.unknown()),
  AdvancedEventSelectors: z._default(z.array(z.object({ FieldSelectors: z.array(FieldSelector) })), []),
})
const Client = z.object({
  AllowedOAuthFlows: z._default(z.array(z.string()), []),
  /** The validity in minutes; `TokenValidityUnits` says so. */
  AccessTokenValidity: z._default(z.number(), 60),
})

const Named = z.object({ FunctionName: z.string() })

/**
 * Returns true for the table with this name. For example, the logical id of `one-time-keys` is `OneTimeKeysTable`.
 * These ids are pinned.
 */
const isTable = (name: string, { logicalId }: DeployedResource): boolean =>
  logicalId.toLowerCase() === `${name.replaceAll('-', '')}table`

/**
 * Returns true for the function of this step. For example, the function of `submit-form` is
 * `sealform-demo-submit-form`. Key policies name the functions' roles in the same way.
 */
const isFunction = (name: string, { properties }: DeployedResource): boolean =>
  Named.safeParse(properties).data?.FunctionName.endsWith(`-${name}`) === true

type FieldSelectors = readonly z.infer<typeof FieldSelector>[]

/** Returns the requests of the stage's own functions that these selectors match. Own functions can only be excluded. */
const dataEventsOf = (selectors: FieldSelectors): RecordedEvents => {
  const valuesOf = (field: string) => selectors.find(({ Field }) => Field === field)?.Equals
  if (!valuesOf('resources.type')?.includes('AWS::DynamoDB::Table')) return 'none'
  if (selectors.some(({ Field }) => Field === 'userIdentity.arn')) return 'none'
  const tables = valuesOf('resources.ARN')
  return tables !== undefined && tables.length <= vaultTables ? 'vault' : 'all'
}
const vaultTables = 2

const most = (events: readonly RecordedEvents[]): RecordedEvents => {
  if (events.includes('all')) return 'all'
  return events.includes('vault') ? 'vault' : 'none'
}

export const costDriversOf = (resources: readonly DeployedResource[]): CostDrivers => {
  const ofType = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type))
  const functions = ofType('AWS::Lambda::Function')
  const tables = ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
  const tableOf = (name: string): DeployedResource => {
    const found = tables.find((each) => isTable(name, each))
    if (found === undefined) throw new Error(`no table has the name ${name}`)
    return found
  }
  const firewalls = ofType('AWS::WAFv2::WebACL').map(({ properties }) => Firewall.parse(properties))
  const days = ofType('AWS::Logs::LogGroup').map(({ properties }) => LogGroup.parse(properties).RetentionInDays)
  // Only a table has a stream, so a function that reads it is the publisher.
  const readers = JSON.stringify(
    ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName),
  )
  const trails = ofType('AWS::CloudTrail::Trail').map(({ properties }) => Trail.parse(properties))
  const copied = trails.filter(({ CloudWatchLogsLogGroupArn: group }) => group !== undefined)
  const selectorsOf = (some: typeof trails) => some.flatMap((trail) => trail.AdvancedEventSelectors)
  const eventsOf = (some: typeof trails) => most(selectorsOf(some).map((each) => dataEventsOf(each.FieldSelectors)))
  const backends = ofType('AWS::Cognito::UserPoolClient')
    .map(({ properties }) => Client.parse(properties))
    .filter(({ AllowedOAuthFlows }) => AllowedOAuthFlows.includes('client_credentials'))
  const minutesPerMonth = assumptions.hoursPerMonth * 60
  return {
    memoryMegabytesOf(name) {
      const found = functions.find((each) => isFunction(name, each))
      if (found === undefined) throw new Error(`no function has the name ${name}`)
      return LambdaFunction.parse(found.properties).MemorySize
    },
    pushesEvents: ofType('AWS::ApiGatewayV2::Api').length > 0,
    firewalls: firewalls.length,
    firewallsLoggingAllRequests: ofType('AWS::WAFv2::LoggingConfiguration').filter(
      ({ properties }) => properties.LoggingFilter === undefined,
    ).length,
    hasPointInTimeRecovery: (table) => Recovery.safeParse(tableOf(table).properties).success,
    isInfrequentAccess: (table) => ClassedTable.safeParse(tableOf(table).properties).success,
    dataEvents: eventsOf(trails),
    copiedDataEvents: eventsOf(copied),
    copiesManagementEvents: selectorsOf(copied).some(({ FieldSelectors }) =>
      FieldSelectors.some(({ Equals }) => Equals.includes('Management')),
    ),
    publishesEvents: functions.some(({ logicalId }) => readers.includes(`"${logicalId}"`)),
    machineTokensPerMonth: backends.reduce(
      (total, { AccessTokenValidity }) => total + minutesPerMonth / AccessTokenValidity,
      0,
    ),
    logRetentionMonths: Math.round(Math.max(0, ...days) / 30.5),
  }
}
