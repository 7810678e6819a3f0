/**
 * What each type of resource costs by being there. A template with a type that is not in this list has no cost page: its
 * synthesis fails the test of the page until somebody has said what it costs.
 */
import * as z from 'zod/mini'
import { assumptions } from './assumptions.ts'
import type { DeployedResource } from './deployment.ts'
import type { PriceId } from './prices.ts'

/** So many of a price. */
export interface Amount {
  readonly price: PriceId
  readonly quantity: number
}

/** `byUse`: what is paid when it is used, and nothing when it is not. */
type Cost =
  | { readonly nothing: string }
  | { readonly byUse: readonly PriceId[] }
  | {
      readonly monthly: (properties: DeployedResource['properties']) => readonly Amount[]
      readonly byUse?: readonly PriceId[]
    }

const many = (quantity: number, price: PriceId): Amount => ({ price, quantity })
const oneAMonth = (price: PriceId) => () => [many(1, price)]

const list = z.array(z.unknown())
const lengthOf = (value: unknown): number => list.parse(value ?? []).length

const Endpoint = z.object({ VpcEndpointType: z._default(z.string(), 'Gateway'), SubnetIds: z.optional(list) })
const Alarm = z.object({ Metrics: z.optional(z.array(z.object({ MetricStat: z.optional(z.unknown()) }))) })

const Rule = z.object({ ScheduleExpression: z._default(z.string(), '') })
const minutesIn = { minute: 1, hour: 60, day: 1_440 } as const

/** What a clock starts, which has nothing to do most of the time. */
const startedBy = (schedule: string): readonly Amount[] => {
  const [, unit] = /^rate\(1 (minute|hour|day)\)$/.exec(schedule) ?? []
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return []
  const runs = (assumptions.hoursInAMonth * 60) / minutesIn[unit]
  const gigabyteSeconds = (assumptions.scheduledMegabytes / 1024) * (assumptions.scheduledMilliseconds / 1000) * runs
  return [many(runs / 1e6, 'functionRequests'), many(gigabyteSeconds / 1e6, 'functionTime')]
}

const Stage = z.object({ MethodSettings: z.optional(z.array(z.object({ MetricsEnabled: z.optional(z.boolean()) }))) })
const Detailed = z.object({ DetailedMetricsEnabled: z.optional(z.boolean()) })
const SocketStage = z.object({
  DefaultRouteSettings: z.optional(Detailed),
  RouteSettings: z.optional(z.record(z.string(), Detailed)),
})

/** Metrics of each method cost as custom ones do, as many as are used, which no template tells. */
const withoutDetailedMetrics = (type: string, detailed: boolean): readonly Amount[] => {
  if (detailed) throw new Error(`${type} has detailed metrics, and nobody counts what they cost: switch them off`)
  return []
}

const free = 'There is no charge for it.'
const network = 'Networks, their routes and their rules are free; endpoints are not.'
const permissions = 'IAM is free.'
const partOfApi = 'The API is paid by request.'
const partOfPool = 'The pool is paid by active person.'
const inDeployment = 'It runs while something is deployed, and for seconds.'

export const resourceTypes: Readonly<Record<string, Cost>> = {
  'Custom::Pages': { nothing: inDeployment },
  'AWS::ApiGateway::Account': { nothing: partOfApi },
  'AWS::ApiGateway::Authorizer': { nothing: partOfApi },
  'AWS::ApiGateway::BasePathMapping': { nothing: partOfApi },
  'AWS::ApiGateway::Deployment': { nothing: partOfApi },
  'AWS::ApiGateway::DomainName': { nothing: partOfApi },
  'AWS::ApiGateway::GatewayResponse': { nothing: partOfApi },
  'AWS::ApiGateway::Method': { nothing: partOfApi },
  'AWS::ApiGateway::Model': { nothing: partOfApi },
  'AWS::ApiGateway::RequestValidator': { nothing: partOfApi },
  'AWS::ApiGateway::Resource': { nothing: partOfApi },
  'AWS::ApiGateway::RestApi': { byUse: ['apiRequests'] },
  // Without a cache and without detailed metrics a stage is free.
  'AWS::ApiGateway::Stage': {
    monthly: (properties) => {
      const { MethodSettings = [] } = Stage.parse(properties)
      const detailed = MethodSettings.some(({ MetricsEnabled }) => MetricsEnabled)
      return withoutDetailedMetrics('AWS::ApiGateway::Stage', detailed)
    },
  },
  'AWS::ApiGatewayV2::Api': { byUse: ['socketMessages', 'socketMinutes'] },
  'AWS::ApiGatewayV2::Authorizer': { nothing: partOfApi },
  'AWS::ApiGatewayV2::Integration': { nothing: partOfApi },
  'AWS::ApiGatewayV2::Route': { nothing: partOfApi },
  'AWS::ApiGatewayV2::Stage': {
    monthly: (properties) => {
      const { DefaultRouteSettings, RouteSettings = {} } = SocketStage.parse(properties)
      const all = [DefaultRouteSettings, ...Object.values(RouteSettings)]
      const detailed = all.some((each) => each?.DetailedMetricsEnabled)
      return withoutDetailedMetrics('AWS::ApiGatewayV2::Stage', detailed)
    },
  },
  'AWS::CDK::Metadata': { nothing: free },
  'AWS::CertificateManager::Certificate': { nothing: 'Public certificates are free.' },
  'AWS::CloudFront::CachePolicy': { nothing: free },
  'AWS::CloudFront::Distribution': { byUse: ['edgeRequests', 'edgeData'] },
  'AWS::CloudFront::Function': { byUse: ['edgeFunctions'] },
  'AWS::CloudFront::OriginAccessControl': { nothing: free },
  'AWS::CloudFront::OriginRequestPolicy': { nothing: free },
  'AWS::CloudFront::ResponseHeadersPolicy': { nothing: free },
  'AWS::CloudTrail::Trail': { byUse: ['trailDataEvents'] },
  'AWS::CloudWatch::Alarm': {
    monthly: (properties) => {
      const { Metrics } = Alarm.parse(properties)
      const ofMath = Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 0
      return [many(Math.max(1, ofMath), 'alarms')]
    },
  },
  'AWS::CloudWatch::CompositeAlarm': { monthly: () => [many(5, 'alarms')] },
  'AWS::CloudWatch::Dashboard': { monthly: oneAMonth('dashboards') },
  'AWS::Cognito::ManagedLoginBranding': { nothing: partOfPool },
  'AWS::Cognito::UserPool': { byUse: ['people'] },
  'AWS::Cognito::UserPoolClient': {
    monthly: ({ AllowedOAuthFlows }) =>
      list.parse(AllowedOAuthFlows ?? []).includes('client_credentials')
        ? [many(1, 'machineClients'), many(assumptions.machineTokensAMonth, 'machineTokens')]
        : [],
  },
  'AWS::Cognito::UserPoolDomain': { nothing: partOfPool },
  'AWS::Cognito::UserPoolGroup': { nothing: partOfPool },
  'AWS::Cognito::UserPoolResourceServer': { nothing: partOfPool },
  'AWS::DynamoDB::GlobalTable': { byUse: ['writeUnits', 'readUnits', 'tableStorage', 'tableRecovery'] },
  'AWS::DynamoDB::Table': { byUse: ['writeUnits', 'readUnits', 'tableStorage', 'tableRecovery'] },
  'AWS::EC2::FlowLog': { nothing: 'What it writes is counted as logs.' },
  'AWS::EC2::RouteTable': { nothing: network },
  'AWS::EC2::SecurityGroup': { nothing: network },
  'AWS::EC2::SecurityGroupEgress': { nothing: network },
  'AWS::EC2::SecurityGroupIngress': { nothing: network },
  'AWS::EC2::Subnet': { nothing: network },
  'AWS::EC2::SubnetRouteTableAssociation': { nothing: network },
  'AWS::EC2::VPC': { nothing: network },
  'AWS::EC2::VPCEndpoint': {
    monthly: (properties) => {
      const { VpcEndpointType, SubnetIds } = Endpoint.parse(properties)
      if (VpcEndpointType === 'Gateway') return []
      return [many(lengthOf(SubnetIds) * assumptions.hoursInAMonth, 'endpointHours')]
    },
    byUse: ['endpointData'],
  },
  'AWS::ElastiCache::ServerlessCache': {
    monthly: () => [many(0.1 * assumptions.hoursInAMonth, 'holdingStorage')],
    byUse: ['holdingUnits'],
  },
  'AWS::ElastiCache::User': { nothing: 'The cache is paid by what it holds.' },
  'AWS::ElastiCache::UserGroup': { nothing: 'The cache is paid by what it holds.' },
  'AWS::Events::EventBus': { byUse: ['events'] },
  // The rule is free, and what it starts is not.
  'AWS::Events::Rule': { monthly: (properties) => startedBy(Rule.parse(properties).ScheduleExpression) },
  'AWS::IAM::ManagedPolicy': { nothing: permissions },
  'AWS::IAM::Policy': { nothing: permissions },
  'AWS::IAM::Role': { nothing: permissions },
  'AWS::KMS::Alias': { nothing: 'The key is paid.' },
  'AWS::KMS::Key': { monthly: oneAMonth('keys'), byUse: ['keyRequests'] },
  'AWS::Lambda::EventSourceMapping': { nothing: 'Reading a table’s stream for a function is free.' },
  'AWS::Lambda::Function': { byUse: ['functionRequests', 'functionTime'] },
  'AWS::Lambda::LayerVersion': { nothing: free },
  'AWS::Lambda::Permission': { nothing: permissions },
  'AWS::Logs::LogGroup': { byUse: ['logData', 'logStorage'] },
  'AWS::Logs::MetricFilter': { monthly: oneAMonth('metrics') },
  'AWS::Logs::ResourcePolicy': { nothing: permissions },
  'AWS::S3::Bucket': { byUse: ['objectStorage', 'objectWrites'] },
  'AWS::S3::BucketPolicy': { nothing: permissions },
  'AWS::SNS::Subscription': { nothing: 'Alarms are few, and the first thousand mails of a month are free.' },
  'AWS::SNS::Topic': { nothing: 'Alarms are few, and the first thousand mails of a month are free.' },
  'AWS::SNS::TopicPolicy': { nothing: permissions },
  'AWS::SQS::Queue': { byUse: ['queueRequests'] },
  'AWS::SQS::QueuePolicy': { nothing: permissions },
  'AWS::SecretsManager::ResourcePolicy': { nothing: permissions },
  'AWS::SecretsManager::RotationSchedule': { nothing: 'It runs once a month, for seconds.' },
  'AWS::SecretsManager::Secret': { monthly: oneAMonth('secrets') },
  'AWS::WAFv2::LoggingConfiguration': { nothing: 'What it writes is counted as logs.' },
  'AWS::WAFv2::WebACL': {
    monthly: ({ Rules }) => [many(1, 'firewalls'), many(lengthOf(Rules), 'firewallRules')],
    byUse: ['firewallRequests'],
  },
  'AWS::WAFv2::WebACLAssociation': { nothing: 'The web ACL is paid.' },
  'Custom::AWS': { nothing: inDeployment },
  'Custom::CDKBucketDeployment': { nothing: inDeployment },
  'Custom::CrossRegionExportReader': { nothing: inDeployment },
  'Custom::CrossRegionExportWriter': { nothing: 'It keeps a few standard parameters, which are free.' },
  'Custom::LogRetention': { nothing: inDeployment },
  'Custom::S3AutoDeleteObjects': { nothing: inDeployment },
  'Custom::VpcRestrictDefaultSG': { nothing: inDeployment },
}

/** Types in a deployment that nobody has said the cost of. */
export const unknownTypes = (resources: readonly DeployedResource[]): readonly string[] =>
  [...new Set(resources.map(({ type }) => type))].filter((type) => !Object.hasOwn(resourceTypes, type)).sort()

/** What the resources cost by being there, each price once. */
export const monthlyAmounts = (resources: readonly DeployedResource[]): readonly Amount[] => {
  const quantities = new Map<PriceId, number>()
  for (const { type, properties } of resources) {
    const cost = resourceTypes[type]
    if (cost === undefined) throw new Error(`nobody has said what ${type} costs`)
    const amounts = 'monthly' in cost ? cost.monthly(properties) : []
    for (const { price, quantity } of amounts) quantities.set(price, (quantities.get(price) ?? 0) + quantity)
  }
  return [...quantities].map(([price, quantity]) => ({ price, quantity }))
}
