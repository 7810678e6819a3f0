/**
 * The fixed cost of each type of resource. If a template contains a type that is not listed, the cost page's test fails
 * until the cost is defined here.
 */
import * as z from 'zod/mini'
import { assumptions } from './assumptions.ts'
import type { DeployedResource } from './deployment.ts'
import type { PriceId } from './prices.ts'

/** A quantity of something that has a price. */
export interface Amount {
  readonly price: PriceId
  readonly quantity: number
}

/** How a resource type is billed. A `usageBased` type is billed by use, and is free when idle. */
type Cost =
  | { readonly freeBecause: string }
  | { readonly usageBased: readonly PriceId[] }
  | {
      readonly monthly: (properties: DeployedResource['properties']) => readonly Amount[]
      readonly usageBased?: readonly PriceId[]
    }

const amountOf = (quantity: number, price: PriceId): Amount => ({ price, quantity })
const onePerMonth = (price: PriceId) => () => [amountOf(1, price)]

const list = z.array(z.unknown())
const lengthOf = (value: unknown): number => list.parse(value ?? []).length

const Endpoint = z.object({ VpcEndpointType: z._default(z.string(), 'Gateway'), SubnetIds: z.optional(list) })
const Alarm = z.object({ Metrics: z.optional(z.array(z.object({ MetricStat: z.optional(z.unknown()) }))) })

const Rule = z.object({ ScheduleExpression: z._default(z.string(), '') })
const minutesIn = { minute: 1, hour: 60, day: 1_440 } as const

/** Returns the cost of a scheduled function's runs. Most of these runs have no work to do. */
const scheduledInvocations = (schedule: string): readonly Amount[] => {
  const [, unit] = /^rate\(1 (minute|hour|day)\)$/.exec(schedule) ?? []
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return []
  const runs = (assumptions.hoursPerMonth * 60) / minutesIn[unit]
  const gigabyteSeconds = (assumptions.scheduledMegabytes / 1024) * (assumptions.scheduledMilliseconds / 1000) * runs
  return [amountOf(runs / 1e6, 'functionRequests'), amountOf(gigabyteSeconds / 1e6, 'functionTime')]
}

const Stage = z.object({ MethodSettings: z.optional(z.array(z.object({ MetricsEnabled: z.optional(z.boolean()) }))) })
const Detailed = z.object({ DetailedMetricsEnabled: z.optional(z.boolean()) })
const SocketStage = z.object({
  DefaultRouteSettings: z.optional(Detailed),
  RouteSettings: z.optional(z.record(z.string(), Detailed)),
})

/**
 * Throws if API Gateway's detailed metrics for each method are enabled. These metrics are billed by use, like custom
 * metrics, and a template does not show their number.
 */
const refuseDetailedMetrics = (type: string, detailed: boolean): readonly Amount[] => {
  if (detailed) throw new Error(`${type} has detailed metrics, whose cost is not included: disable them`)
  return []
}

const free = 'There is no charge for it.'
const network = 'Networks, their routes and their rules are free; endpoints are not.'
const permissions = 'IAM is free.'
const partOfApi = 'The API is billed by request.'
const partOfPool = 'The pool is billed by active person.'
const deploymentOnly = 'It runs while something is deployed, and for seconds.'

const tablePrices = [
  ...(['writeUnits', 'readUnits', 'tableStorage'] as const),
  ...(['infrequentWriteUnits', 'infrequentReadUnits', 'infrequentStorage', 'tableRecovery'] as const),
]

export const resourceTypes: Readonly<Record<string, Cost>> = {
  'Custom::Pages': { freeBecause: deploymentOnly },
  'AWS::ApiGateway::Account': { freeBecause: partOfApi },
  'AWS::ApiGateway::Authorizer': { freeBecause: partOfApi },
  'AWS::ApiGateway::BasePathMapping': { freeBecause: partOfApi },
  'AWS::ApiGateway::Deployment': { freeBecause: partOfApi },
  'AWS::ApiGateway::DomainName': { freeBecause: partOfApi },
  'AWS::ApiGateway::GatewayResponse': { freeBecause: partOfApi },
  'AWS::ApiGateway::Method': { freeBecause: partOfApi },
  'AWS::ApiGateway::Model': { freeBecause: partOfApi },
  'AWS::ApiGateway::RequestValidator': { freeBecause: partOfApi },
  'AWS::ApiGateway::Resource': { freeBecause: partOfApi },
  'AWS::ApiGateway::RestApi': { usageBased: ['apiRequests'] },
  // Without a cache and without detailed metrics a stage is free.
  'AWS::ApiGateway::Stage': {
    monthly: (properties) => {
      const { MethodSettings = [] } = Stage.parse(properties)
      const detailed = MethodSettings.some(({ MetricsEnabled }) => MetricsEnabled)
      return refuseDetailedMetrics('AWS::ApiGateway::Stage', detailed)
    },
  },
  'AWS::ApiGatewayV2::Api': { usageBased: ['socketMessages', 'socketMinutes'] },
  'AWS::ApiGatewayV2::Authorizer': { freeBecause: partOfApi },
  'AWS::ApiGatewayV2::Integration': { freeBecause: partOfApi },
  'AWS::ApiGatewayV2::Route': { freeBecause: partOfApi },
  'AWS::ApiGatewayV2::Stage': {
    monthly: (properties) => {
      const { DefaultRouteSettings, RouteSettings = {} } = SocketStage.parse(properties)
      const all = [DefaultRouteSettings, ...Object.values(RouteSettings)]
      const detailed = all.some((each) => each?.DetailedMetricsEnabled)
      return refuseDetailedMetrics('AWS::ApiGatewayV2::Stage', detailed)
    },
  },
  'AWS::CDK::Metadata': { freeBecause: free },
  'AWS::CertificateManager::Certificate': { freeBecause: 'Public certificates are free.' },
  'AWS::CloudFront::CachePolicy': { freeBecause: free },
  'AWS::CloudFront::Distribution': { usageBased: ['edgeRequests', 'edgeData'] },
  'AWS::CloudFront::Function': { usageBased: ['edgeFunctions'] },
  'AWS::CloudFront::OriginAccessControl': { freeBecause: free },
  'AWS::CloudFront::OriginRequestPolicy': { freeBecause: free },
  'AWS::CloudFront::ResponseHeadersPolicy': { freeBecause: free },
  'AWS::CloudTrail::Trail': {
    monthly: () => [amountOf(assumptions.trailFilesPerMonth / 1e6, 'objectWrites')],
    usageBased: ['trailDataEvents', 'objectStorage'],
  },
  'AWS::CloudWatch::Alarm': {
    monthly: (properties) => {
      const { Metrics } = Alarm.parse(properties)
      const ofMath = Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 0
      return [amountOf(Math.max(1, ofMath), 'alarms')]
    },
  },
  'AWS::CloudWatch::CompositeAlarm': { monthly: () => [amountOf(5, 'alarms')] },
  'AWS::CloudWatch::Dashboard': { monthly: onePerMonth('dashboards') },
  'AWS::Cognito::ManagedLoginBranding': { freeBecause: partOfPool },
  'AWS::Cognito::UserPool': { usageBased: ['people'] },
  'AWS::Cognito::UserPoolClient': {
    monthly: ({ AllowedOAuthFlows }) =>
      list.parse(AllowedOAuthFlows ?? []).includes('client_credentials') ? [amountOf(1, 'machineClients')] : [],
    usageBased: ['machineTokens'],
  },
  'AWS::Cognito::UserPoolDomain': { freeBecause: partOfPool },
  'AWS::Cognito::UserPoolGroup': { freeBecause: partOfPool },
  'AWS::Cognito::UserPoolResourceServer': { freeBecause: partOfPool },
  'AWS::DynamoDB::GlobalTable': { usageBased: tablePrices },
  'AWS::DynamoDB::Table': { usageBased: tablePrices },
  'AWS::EC2::FlowLog': { freeBecause: 'What it writes is counted as logs.' },
  'AWS::EC2::RouteTable': { freeBecause: network },
  'AWS::EC2::SecurityGroup': { freeBecause: network },
  'AWS::EC2::SecurityGroupEgress': { freeBecause: network },
  'AWS::EC2::SecurityGroupIngress': { freeBecause: network },
  'AWS::EC2::Subnet': { freeBecause: network },
  'AWS::EC2::SubnetRouteTableAssociation': { freeBecause: network },
  'AWS::EC2::VPC': { freeBecause: network },
  'AWS::EC2::VPCEndpoint': {
    monthly: (properties) => {
      const { VpcEndpointType, SubnetIds } = Endpoint.parse(properties)
      if (VpcEndpointType === 'Gateway') return []
      return [amountOf(lengthOf(SubnetIds) * assumptions.hoursPerMonth, 'endpointHours')]
    },
    usageBased: ['endpointData'],
  },
  'AWS::ElastiCache::ServerlessCache': {
    monthly: () => [amountOf(0.1 * assumptions.hoursPerMonth, 'holdingStorage')],
    usageBased: ['holdingUnits'],
  },
  'AWS::ElastiCache::User': { freeBecause: 'The cache is billed by the data that it stores.' },
  'AWS::ElastiCache::UserGroup': { freeBecause: 'The cache is billed by the data that it stores.' },
  'AWS::Events::EventBus': { usageBased: ['events'] },
  // The rule is free, but the function that it starts is not.
  'AWS::Events::Rule': { monthly: (properties) => scheduledInvocations(Rule.parse(properties).ScheduleExpression) },
  'AWS::IAM::ManagedPolicy': { freeBecause: permissions },
  'AWS::IAM::Policy': { freeBecause: permissions },
  'AWS::IAM::Role': { freeBecause: permissions },
  'AWS::KMS::Alias': { freeBecause: 'The key is billed.' },
  'AWS::KMS::Key': { monthly: onePerMonth('keys'), usageBased: ['keyRequests'] },
  'AWS::Lambda::EventSourceMapping': { freeBecause: 'Reading a table’s stream for a function is free.' },
  'AWS::Lambda::Function': { usageBased: ['functionRequests', 'functionTime'] },
  'AWS::Lambda::LayerVersion': { freeBecause: free },
  'AWS::Lambda::Permission': { freeBecause: permissions },
  'AWS::Logs::LogGroup': { usageBased: ['logData', 'logStorage'] },
  'AWS::Logs::MetricFilter': { usageBased: ['metrics'] },
  'AWS::Logs::ResourcePolicy': { freeBecause: permissions },
  'AWS::S3::Bucket': { usageBased: ['objectStorage', 'objectWrites'] },
  'AWS::S3::BucketPolicy': { freeBecause: permissions },
  'AWS::SNS::Subscription': { freeBecause: 'Alarms are few, and the first thousand mails of a month are free.' },
  'AWS::SNS::Topic': { freeBecause: 'Alarms are few, and the first thousand mails of a month are free.' },
  'AWS::SNS::TopicPolicy': { freeBecause: permissions },
  'AWS::SQS::Queue': { usageBased: ['queueRequests'] },
  'AWS::SQS::QueuePolicy': { freeBecause: permissions },
  'AWS::SecretsManager::ResourcePolicy': { freeBecause: permissions },
  'AWS::SecretsManager::RotationSchedule': { freeBecause: 'It runs once a month, for seconds.' },
  'AWS::SecretsManager::Secret': { monthly: onePerMonth('secrets'), usageBased: ['secretRequests'] },
  'AWS::WAFv2::IPSet': { freeBecause: 'The web ACL is billed.' },
  'AWS::WAFv2::LoggingConfiguration': { freeBecause: 'What it writes is counted as logs.' },
  'AWS::WAFv2::WebACL': {
    monthly: ({ Rules }) => [amountOf(1, 'firewalls'), amountOf(lengthOf(Rules), 'firewallRules')],
    usageBased: ['firewallRequests'],
  },
  'Custom::AWS': { freeBecause: deploymentOnly },
  'Custom::CDKBucketDeployment': { freeBecause: deploymentOnly },
  'Custom::CrossRegionExportReader': { freeBecause: deploymentOnly },
  'Custom::CrossRegionExportWriter': { freeBecause: 'It keeps a few standard parameters, which are free.' },
  'Custom::LogRetention': { freeBecause: deploymentOnly },
  'Custom::S3AutoDeleteObjects': { freeBecause: deploymentOnly },
  'Custom::VpcRestrictDefaultSG': { freeBecause: deploymentOnly },
}

/** Returns the deployed resource types whose cost is not defined. */
export const unpricedTypes = (resources: readonly DeployedResource[]): readonly string[] =>
  [...new Set(resources.map(({ type }) => type))].filter((type) => !Object.hasOwn(resourceTypes, type)).sort()

/** Returns the fixed cost of the resources, as one amount for each price. */
export const monthlyAmounts = (resources: readonly DeployedResource[]): readonly Amount[] => {
  const quantities = new Map<PriceId, number>()
  for (const { type, properties } of resources) {
    const cost = resourceTypes[type]
    if (cost === undefined) throw new Error(`the cost of ${type} is not defined`)
    const amounts = 'monthly' in cost ? cost.monthly(properties) : []
    for (const { price, quantity } of amounts) quantities.set(price, (quantities.get(price) ?? 0) + quantity)
  }
  return [...quantities].map(([price, quantity]) => ({ price, quantity }))
}
