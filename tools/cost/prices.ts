/**
 * AWS list prices in US dollars, pay as you go, without taxes, free tiers or discounts. Prices change. Check the source
 * of each price that matters to you. Update `pricesAsOf` when you have checked all prices.
 */

/** The month in which the prices were checked. */
export const pricesAsOf = '2025-06'

export const regions = ['us-east-1', 'eu-central-1'] as const
export type Region = (typeof regions)[number]

export interface Price {
  readonly description: string
  /** The unit to which the price applies, such as a million requests. */
  readonly unit: string
  readonly dollars: Readonly<Record<Region, number>>
  readonly source: string
}

const pricing = (service: string) => `https://aws.amazon.com/${service}/pricing/`
const inAllRegions = (dollars: number) => ({ 'us-east-1': dollars, 'eu-central-1': dollars })
const inVirginiaAndFrankfurt = (virginia: number, frankfurt: number) => ({
  'us-east-1': virginia,
  'eu-central-1': frankfurt,
})

/** The prices. DynamoDB and Lambda bill in millions, and logs in GB. A month has 730 hours. */
export const prices = {
  apiRequests: {
    description: 'API Gateway, REST API requests',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(3.5, 3.7),
    source: pricing('api-gateway'),
  },
  socketMessages: {
    description: 'API Gateway, WebSocket messages',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(1, 1.2),
    source: pricing('api-gateway'),
  },
  socketMinutes: {
    description: 'API Gateway, WebSocket connections',
    unit: 'million minutes',
    dollars: inVirginiaAndFrankfurt(0.25, 0.3),
    source: pricing('api-gateway'),
  },
  functionRequests: {
    description: 'Lambda requests',
    unit: 'million',
    dollars: inAllRegions(0.2),
    source: pricing('lambda'),
  },
  functionTime: {
    description: 'Lambda time, arm64',
    unit: 'million GB-seconds',
    dollars: inAllRegions(13.3334),
    source: pricing('lambda'),
  },
  writeUnits: {
    description: 'DynamoDB write request units, on demand',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(0.625, 0.7625),
    source: pricing('dynamodb'),
  },
  readUnits: {
    description: 'DynamoDB read request units, on demand',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(0.125, 0.1525),
    source: pricing('dynamodb'),
  },
  tableStorage: {
    description: 'DynamoDB storage',
    unit: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.25, 0.306),
    source: pricing('dynamodb'),
  },
  infrequentWriteUnits: {
    description: 'DynamoDB write request units, on demand, Standard-IA',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(0.78, 0.9515),
    source: pricing('dynamodb'),
  },
  infrequentReadUnits: {
    description: 'DynamoDB read request units, on demand, Standard-IA',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(0.155, 0.1904),
    source: pricing('dynamodb'),
  },
  infrequentStorage: {
    description: 'DynamoDB storage, Standard-IA',
    unit: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.1, 0.1224),
    source: pricing('dynamodb'),
  },
  tableRecovery: {
    description: 'DynamoDB point-in-time recovery',
    unit: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.2, 0.2448),
    source: pricing('dynamodb'),
  },
  keys: { description: 'KMS customer-managed keys', unit: 'month', dollars: inAllRegions(1), source: pricing('kms') },
  keyRequests: { description: 'KMS requests', unit: 'million', dollars: inAllRegions(3), source: pricing('kms') },
  endpointHours: {
    description: 'Interface endpoint, per zone',
    unit: 'hour',
    dollars: inVirginiaAndFrankfurt(0.01, 0.012),
    source: pricing('privatelink'),
  },
  endpointData: {
    description: 'Interface endpoint, data',
    unit: 'GB',
    dollars: inAllRegions(0.01),
    source: pricing('privatelink'),
  },
  holdingStorage: {
    description: 'ElastiCache Serverless for Valkey, data (0.1 GB at least)',
    unit: 'GB-hour',
    dollars: inVirginiaAndFrankfurt(0.084, 0.101),
    source: pricing('elasticache'),
  },
  holdingUnits: {
    description: 'ElastiCache Serverless for Valkey, processing units',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(0.0023, 0.0028),
    source: pricing('elasticache'),
  },
  edgeRequests: {
    description: 'CloudFront HTTPS requests (from North America; from Europe)',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(1, 1.2),
    source: pricing('cloudfront'),
  },
  edgeData: {
    description: 'CloudFront data to the internet',
    unit: 'GB',
    dollars: inAllRegions(0.085),
    source: pricing('cloudfront'),
  },
  edgeFunctions: {
    description: 'CloudFront Functions',
    unit: 'million runs',
    dollars: inAllRegions(0.1),
    source: pricing('cloudfront'),
  },
  firewalls: { description: 'WAF web ACL', unit: 'month', dollars: inAllRegions(5), source: pricing('waf') },
  firewallRules: { description: 'WAF rule', unit: 'month', dollars: inAllRegions(1), source: pricing('waf') },
  firewallRequests: {
    description: 'WAF requests',
    unit: 'million',
    dollars: inAllRegions(0.6),
    source: pricing('waf'),
  },
  logData: {
    description: 'CloudWatch Logs, ingestion',
    unit: 'GB',
    dollars: inVirginiaAndFrankfurt(0.5, 0.63),
    source: pricing('cloudwatch'),
  },
  logStorage: {
    description: 'CloudWatch Logs, storage',
    unit: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.03, 0.0324),
    source: pricing('cloudwatch'),
  },
  alarms: {
    description: 'CloudWatch alarm, per metric',
    unit: 'month',
    dollars: inAllRegions(0.1),
    source: pricing('cloudwatch'),
  },
  metrics: {
    description: 'CloudWatch custom metric',
    unit: 'month',
    dollars: inAllRegions(0.3),
    source: pricing('cloudwatch'),
  },
  dashboards: {
    description: 'CloudWatch dashboard',
    unit: 'month',
    dollars: inAllRegions(3),
    source: pricing('cloudwatch'),
  },
  events: {
    description: 'EventBridge custom events',
    unit: 'million',
    dollars: inAllRegions(1),
    source: pricing('eventbridge'),
  },
  trailManagementEvents: {
    description: 'CloudTrail management events, of each further trail',
    unit: 'million',
    dollars: inAllRegions(20),
    source: pricing('cloudtrail'),
  },
  trailDataEvents: {
    description: 'CloudTrail data events',
    unit: 'million',
    dollars: inAllRegions(1),
    source: pricing('cloudtrail'),
  },
  objectStorage: {
    description: 'S3 storage, standard',
    unit: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.023, 0.0245),
    source: pricing('s3'),
  },
  objectWrites: {
    description: 'S3 PUT requests',
    unit: 'million',
    dollars: inVirginiaAndFrankfurt(5, 5.4),
    source: pricing('s3'),
  },
  secrets: {
    description: 'Secrets Manager secret',
    unit: 'month',
    dollars: inAllRegions(0.4),
    source: pricing('secrets-manager'),
  },
  secretRequests: {
    description: 'Secrets Manager requests',
    unit: 'million',
    dollars: inAllRegions(5),
    source: pricing('secrets-manager'),
  },
  queueRequests: { description: 'SQS requests', unit: 'million', dollars: inAllRegions(0.4), source: pricing('sqs') },
  people: {
    description: 'Cognito Essentials, each person active in a month, beyond 10,000',
    unit: 'person and month',
    dollars: inAllRegions(0.015),
    source: pricing('cognito'),
  },
  machineClients: {
    description: 'Cognito machine client',
    unit: 'month',
    dollars: inAllRegions(6),
    source: pricing('cognito'),
  },
  machineTokens: {
    description: 'Cognito tokens for machine clients',
    unit: 'token',
    dollars: inAllRegions(0.00225),
    source: pricing('cognito'),
  },
} as const satisfies Record<string, Price>

export type PriceId = keyof typeof prices
