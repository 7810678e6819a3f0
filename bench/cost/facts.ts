/** What of a deployment decides what a form costs. */
import * as z from 'zod/mini'
import type { DeployedResource } from './deployment.ts'

export interface Facts {
  /** Of the function of a step, `authorizer` or `publisher`. Throws when there is none. */
  megabytesOf(name: string): number
  readonly edgeFirewalls: number
  readonly apiFirewalls: number
  /** Whether a table can be brought back to a point in time. */
  recovers(table: string): boolean
  /** Whether a trail records each call of DynamoDB. */
  readonly trailsData: boolean
  /** Whether events go from the audit table's stream to a bus. */
  readonly publishes: boolean
  /** The longest that a log group keeps its logs. */
  readonly logMonths: number
}

const LambdaFunction = z.object({ MemorySize: z._default(z.number(), 128) })
const Firewall = z.object({ Scope: z.string() })
const Recovery = z.object({
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.literal(true) }),
})
const LogGroup = z.object({ RetentionInDays: z.number() })
const dataResources = /AWS::DynamoDB::Table/

const Named = z.object({ FunctionName: z.string() })

/** `one-time-keys` is `OneTimeKeysTable`: these ids are pinned. */
const isTable = (name: string, { logicalId }: DeployedResource): boolean =>
  logicalId.toLowerCase() === `${name.replaceAll('-', '')}table`

/** `submit-form` is `sealform-demo-submit-form`: key policies name the functions' roles in the same way. */
const isFunction = (name: string, { properties }: DeployedResource): boolean =>
  Named.safeParse(properties).data?.FunctionName.endsWith(`-${name}`) === true

export const factsOf = (resources: readonly DeployedResource[]): Facts => {
  const ofType = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type))
  const functions = ofType('AWS::Lambda::Function')
  const tables = ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
  const firewalls = ofType('AWS::WAFv2::WebACL').map(({ properties }) => Firewall.parse(properties).Scope)
  const days = ofType('AWS::Logs::LogGroup').map(({ properties }) => LogGroup.parse(properties).RetentionInDays)
  return {
    megabytesOf(name) {
      const found = functions.find((each) => isFunction(name, each))
      if (found === undefined) throw new Error(`no function is called ${name}`)
      return LambdaFunction.parse(found.properties).MemorySize
    },
    edgeFirewalls: firewalls.filter((scope) => scope === 'CLOUDFRONT').length,
    apiFirewalls: firewalls.filter((scope) => scope === 'REGIONAL').length,
    recovers(table) {
      const found = tables.find((each) => isTable(table, each))
      if (found === undefined) throw new Error(`no table is called ${table}`)
      return Recovery.safeParse(found.properties).success
    },
    trailsData: ofType('AWS::CloudTrail::Trail').some(({ properties }) =>
      dataResources.test(JSON.stringify(properties)),
    ),
    publishes: ofType('AWS::Events::EventBus').length > 0,
    logMonths: Math.ceil(Math.max(0, ...days) / 30.5),
  }
}
