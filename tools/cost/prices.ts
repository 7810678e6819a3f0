/**
 * AWS list prices in US dollars, pay as you go, without taxes, free tiers or discounts. They change: look at the source of what
 * matters to you, and change `pricesKnownOn` when you have looked at all of them.
 */

/** The month from which these prices are known. */
export const pricesKnownOn = '2025-06'

export const regions = ['us-east-1', 'eu-central-1'] as const
export type Region = (typeof regions)[number]

export interface Price {
  readonly of: string
  /** What one costs. */
  readonly per: string
  readonly dollars: Readonly<Record<Region, number>>
  readonly source: string
}

const pricing = (service: string) => `https://aws.amazon.com/${service}/pricing/`
const everywhere = (dollars: number) => ({ 'us-east-1': dollars, 'eu-central-1': dollars })
const inVirginiaAndFrankfurt = (virginia: number, frankfurt: number) => ({
  'us-east-1': virginia,
  'eu-central-1': frankfurt,
})

/** DynamoDB and Lambda bill in millions, logs in GB; hours are 730 a month. */
export const prices = {
  apiRequests: {
    of: 'API Gateway, REST API requests',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(3.5, 3.7),
    source: pricing('api-gateway'),
  },
  socketMessages: {
    of: 'API Gateway, WebSocket messages',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(1, 1.2),
    source: pricing('api-gateway'),
  },
  socketMinutes: {
    of: 'API Gateway, WebSocket connections',
    per: 'million minutes',
    dollars: inVirginiaAndFrankfurt(0.25, 0.3),
    source: pricing('api-gateway'),
  },
  functionRequests: { of: 'Lambda requests', per: 'million', dollars: everywhere(0.2), source: pricing('lambda') },
  functionTime: {
    of: 'Lambda time, arm64',
    per: 'million GB-seconds',
    dollars: everywhere(13.3334),
    source: pricing('lambda'),
  },
  writeUnits: {
    of: 'DynamoDB write request units, on demand',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(0.625, 0.7625),
    source: pricing('dynamodb'),
  },
  readUnits: {
    of: 'DynamoDB read request units, on demand',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(0.125, 0.1525),
    source: pricing('dynamodb'),
  },
  tableStorage: {
    of: 'DynamoDB storage',
    per: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.25, 0.306),
    source: pricing('dynamodb'),
  },
  tableRecovery: {
    of: 'DynamoDB point-in-time recovery',
    per: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.2, 0.2448),
    source: pricing('dynamodb'),
  },
  keys: { of: 'KMS customer-managed keys', per: 'month', dollars: everywhere(1), source: pricing('kms') },
  keyRequests: { of: 'KMS requests', per: 'million', dollars: everywhere(3), source: pricing('kms') },
  endpointHours: {
    of: 'Interface endpoint, each zone',
    per: 'hour',
    dollars: inVirginiaAndFrankfurt(0.01, 0.012),
    source: pricing('privatelink'),
  },
  endpointData: {
    of: 'Interface endpoint, data',
    per: 'GB',
    dollars: everywhere(0.01),
    source: pricing('privatelink'),
  },
  holdingStorage: {
    of: 'ElastiCache Serverless for Valkey, data (0.1 GB at the least)',
    per: 'GB-hour',
    dollars: inVirginiaAndFrankfurt(0.084, 0.101),
    source: pricing('elasticache'),
  },
  holdingUnits: {
    of: 'ElastiCache Serverless for Valkey, processing units',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(0.0023, 0.0028),
    source: pricing('elasticache'),
  },
  edgeRequests: {
    of: 'CloudFront HTTPS requests (from North America; from Europe)',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(1, 1.2),
    source: pricing('cloudfront'),
  },
  edgeData: {
    of: 'CloudFront data to the internet',
    per: 'GB',
    dollars: everywhere(0.085),
    source: pricing('cloudfront'),
  },
  edgeFunctions: {
    of: 'CloudFront Functions',
    per: 'million runs',
    dollars: everywhere(0.1),
    source: pricing('cloudfront'),
  },
  firewalls: { of: 'WAF web ACL', per: 'month', dollars: everywhere(5), source: pricing('waf') },
  firewallRules: { of: 'WAF rule', per: 'month', dollars: everywhere(1), source: pricing('waf') },
  firewallRequests: { of: 'WAF requests', per: 'million', dollars: everywhere(0.6), source: pricing('waf') },
  logData: {
    of: 'CloudWatch Logs, taken in',
    per: 'GB',
    dollars: inVirginiaAndFrankfurt(0.5, 0.63),
    source: pricing('cloudwatch'),
  },
  logStorage: {
    of: 'CloudWatch Logs, kept',
    per: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.03, 0.0324),
    source: pricing('cloudwatch'),
  },
  alarms: {
    of: 'CloudWatch alarm, each metric of it',
    per: 'month',
    dollars: everywhere(0.1),
    source: pricing('cloudwatch'),
  },
  metrics: { of: 'CloudWatch custom metric', per: 'month', dollars: everywhere(0.3), source: pricing('cloudwatch') },
  dashboards: { of: 'CloudWatch dashboard', per: 'month', dollars: everywhere(3), source: pricing('cloudwatch') },
  events: { of: 'EventBridge custom events', per: 'million', dollars: everywhere(1), source: pricing('eventbridge') },
  trailDataEvents: {
    of: 'CloudTrail data events',
    per: 'million',
    dollars: everywhere(1),
    source: pricing('cloudtrail'),
  },
  objectStorage: {
    of: 'S3 storage, standard',
    per: 'GB-month',
    dollars: inVirginiaAndFrankfurt(0.023, 0.0245),
    source: pricing('s3'),
  },
  objectWrites: {
    of: 'S3 PUT requests',
    per: 'million',
    dollars: inVirginiaAndFrankfurt(5, 5.4),
    source: pricing('s3'),
  },
  secrets: {
    of: 'Secrets Manager secret',
    per: 'month',
    dollars: everywhere(0.4),
    source: pricing('secrets-manager'),
  },
  queueRequests: { of: 'SQS requests', per: 'million', dollars: everywhere(0.4), source: pricing('sqs') },
  people: {
    of: 'Cognito Essentials, each person active in a month, beyond 10,000',
    per: 'person and month',
    dollars: everywhere(0.015),
    source: pricing('cognito'),
  },
  machineClients: {
    of: 'Cognito machine client',
    per: 'month',
    dollars: everywhere(6),
    source: pricing('cognito'),
  },
  machineTokens: {
    of: 'Cognito tokens for machine clients',
    per: 'token',
    dollars: everywhere(0.00225),
    source: pricing('cognito'),
  },
} as const satisfies Record<string, Price>

export type PriceId = keyof typeof prices
