/** Reads the properties of a deployment that determine the cost of a form. */
import * as z from 'zod/mini'
import type { DeployedResource } from './deployment.ts'

export interface CostDrivers {
  /** Returns the memory of a step's function, or of the authorizer. Throws if it does not exist. */
  memoryMegabytesOf(name: string): number
  readonly edgeFirewalls: number
  readonly apiFirewalls: number
  /** The number of firewalls that log every request, not only blocked ones. */
  readonly firewallsLoggingAllRequests: number
  /** Returns true if a table has point-in-time recovery. */
  hasPointInTimeRecovery(table: string): boolean
  /** True if a trail records each DynamoDB request. */
  readonly logsDataEvents: boolean
  /**
   * The memory of the function that publishes the audit table's stream to the event bus. Undefined if the stage has no
   * such function.
   */
  readonly publisherMemoryMegabytes: number | undefined
  /** True if events are pushed to agents' open tabs. */
  readonly pushesEvents: boolean
  /** The longest retention of the stage's log groups, in months. */
  readonly logRetentionMonths: number
}

const LambdaFunction = z.object({ MemorySize: z._default(z.number(), 128) })
const Firewall = z.object({ Scope: z.string() })
const Recovery = z.object({
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.literal(true) }),
})
const LogGroup = z.object({ RetentionInDays: z.number() })
const dataResources = /AWS::DynamoDB::Table/

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

export const costDriversOf = (resources: readonly DeployedResource[]): CostDrivers => {
  const ofType = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type))
  const functions = ofType('AWS::Lambda::Function')
  const tables = ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
  const firewalls = ofType('AWS::WAFv2::WebACL').map(({ properties }) => Firewall.parse(properties).Scope)
  const days = ofType('AWS::Logs::LogGroup').map(({ properties }) => LogGroup.parse(properties).RetentionInDays)
  // Only a table has a stream, so the function that reads it is the publisher.
  const readers = JSON.stringify(
    ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName),
  )
  const publisher = functions.find(({ logicalId }) => readers.includes(`"${logicalId}"`))
  return {
    memoryMegabytesOf(name) {
      const found = functions.find((each) => isFunction(name, each))
      if (found === undefined) throw new Error(`no function has the name ${name}`)
      return LambdaFunction.parse(found.properties).MemorySize
    },
    pushesEvents: ofType('AWS::ApiGatewayV2::Api').length > 0,
    edgeFirewalls: firewalls.filter((scope) => scope === 'CLOUDFRONT').length,
    apiFirewalls: firewalls.filter((scope) => scope === 'REGIONAL').length,
    firewallsLoggingAllRequests: ofType('AWS::WAFv2::LoggingConfiguration').filter(
      ({ properties }) => properties.LoggingFilter === undefined,
    ).length,
    hasPointInTimeRecovery(table) {
      const found = tables.find((each) => isTable(table, each))
      if (found === undefined) throw new Error(`no table has the name ${table}`)
      return Recovery.safeParse(found.properties).success
    },
    logsDataEvents: ofType('AWS::CloudTrail::Trail').some(({ properties }) =>
      dataResources.test(JSON.stringify(properties)),
    ),
    publisherMemoryMegabytes: publisher && LambdaFunction.parse(publisher.properties).MemorySize,
    logRetentionMonths: Math.round(Math.max(0, ...days) / 30.5),
  }
}
