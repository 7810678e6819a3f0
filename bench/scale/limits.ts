/**
 * The limits that many forms a second reach: our own settings and constants, and published quotas of AWS. Quotas are the
 * defaults of a new account in eu-central-1, which are lower than in us-east-1.
 */
import type { StepName } from '../../contracts/protocol.ts'
import { EdgeLimits } from '../../lib/edge/limit-settings.ts'
import { throttleOf } from '../../lib/edge/throttles.ts'
import { assumptions } from '../../tools/cost/assumptions.ts'
import { estimatedMilliseconds } from '../../tools/cost/form-costs.ts'
import type { Usage } from '../../tools/cost/usage.ts'
import type { FormLoad } from './form-load.ts'

export interface Limit {
  readonly name: string
  /** The highest rate, in the unit of `perForm` for each second. */
  readonly limit: number
  /** What one form uses of it. */
  readonly perForm: number
  /** `setting` is in stages.json, `constant` in our code, `quota` is raised by AWS on request, and `fixed` cannot be raised. */
  readonly kind: 'setting' | 'constant' | 'quota' | 'fixed'
  /** What to do when it is reached. */
  readonly change: string
  readonly source: string
}

const docs = (page: string) => `https://docs.aws.amazon.com/${page}`
const edgeWindowSeconds = 300
/** The milliseconds of a call that `npm run cost` does not count: a list, a ticket or a progress report. */
const otherCallMilliseconds = 30
/** The chat backend opens and closes the conversation, from one address. */
const backendCalls = 2
const ecpuPerSecond = 5_000
const partitionReads = {
  limit: 3_000,
  source: docs('amazondynamodb/latest/developerguide/bp-partition-key-design.html'),
}
const tableQuota = { limit: 40_000, source: docs('amazondynamodb/latest/developerguide/ServiceQuotas.html') }

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Returns the seconds for which one form occupies functions (Little's law). */
const functionSeconds = (calls: number, { steps }: Usage): number => {
  const counted = sum(steps.map(estimatedMilliseconds))
  const authorizer = assumptions.authorizerRuns * assumptions.authorizerMilliseconds
  const publisher = sum(steps.map(({ auditRecords }) => auditRecords)) * assumptions.publisherMilliseconds
  return (counted + authorizer + publisher + (calls - steps.length + 1) * otherCallMilliseconds) / 1_000
}

const throttle = (step: StepName): number => throttleOf(step, { throttles: {} }).throttlingRateLimit

export const limitsOf = ({ calls, readUnits, writeUnits }: FormLoad, usage: Usage): readonly Limit[] => {
  const edge = EdgeLimits.parse({})
  const callsOfForm = sum(Object.values(calls))
  const [hottest = '', mostWrites = 0] = Object.entries(writeUnits).sort(([, one], [, other]) => other - one)[0] ?? []
  const kms = sum(usage.steps.map(({ kmsRequests }) => kmsRequests))
  const events = sum(usage.steps.map(({ publishedEvents }) => publishedEvents))
  const holding = sum(usage.steps.map(({ holdingCommands }) => holdingCommands))
  return [
    {
      name: 'edge: one address of a chat backend',
      ...{ limit: edge.signedInSteps / edgeWindowSeconds, perForm: backendCalls, kind: 'setting' },
      change: 'add the backend to `trustedRanges`',
      source: docs('waf/latest/developerguide/waf-rule-statement-type-rate-based.html'),
    },
    {
      name: 'edge: one trusted address',
      ...{ limit: edge.trusted / edgeWindowSeconds, perForm: backendCalls, kind: 'setting' },
      change: 'raise `edgeLimits.trusted`',
      source: docs('waf/latest/developerguide/waf-rule-statement-type-rate-based.html'),
    },
    {
      name: 'throttle of report-progress',
      ...{ limit: throttle('report-progress'), perForm: calls['report-progress'] ?? 0, kind: 'setting' },
      change: 'raise `throttles`; a late report is only a display',
      source: docs('apigateway/latest/developerguide/api-gateway-request-throttling.html'),
    },
    {
      name: 'throttle of each other step',
      ...{ limit: throttle('send-form'), perForm: 1, kind: 'setting' },
      change: 'raise `throttles`, at most to 10,000',
      source: docs('apigateway/latest/developerguide/api-gateway-request-throttling.html'),
    },
    {
      name: 'API Gateway, all requests of the account',
      ...{ limit: 10_000, perForm: callsOfForm + assumptions.documentFetches, kind: 'quota' },
      change: 'ask for *Throttle rate*; then more Regions',
      source: docs('apigateway/latest/developerguide/limits.html'),
    },
    {
      name: 'Lambda, concurrent executions',
      ...{ limit: 1_000, perForm: functionSeconds(callsOfForm, usage), kind: 'quota' },
      change: 'ask for *Concurrent executions*; raise `reservedConcurrency`',
      source: docs('lambda/latest/dg/gettingstarted-limits.html'),
    },
    {
      name: 'EventBridge, PutEvents',
      ...{ limit: 2_400, perForm: events, kind: 'quota' },
      change: 'ask for *PutEvents throttle limit*; or send several events in one request',
      source: docs('eventbridge/latest/userguide/eb-quota.html'),
    },
    {
      name: 'one site: its item in `sites`',
      ...{ ...partitionReads, perForm: readUnits.sites ?? 0, kind: 'fixed' },
      change: 'cache the site for a second in each function, or store copies under several keys',
    },
    {
      name: 'one site: its partition of `templates`',
      ...{ ...partitionReads, perForm: readUnits.templates ?? 0, kind: 'fixed' },
      change: 'cache template versions in each function; they never change',
    },
    {
      name: 'the holding, our limit of its cost',
      ...{ limit: ecpuPerSecond, perForm: holding, kind: 'constant' },
      change: 'raise the limit in `lib/pci-zone/holding.ts`',
      source: docs('AmazonElastiCache/latest/dg/Scaling.html'),
    },
    {
      name: `DynamoDB, writes to \`${hottest}\``,
      ...{ ...tableQuota, perForm: mostWrites, kind: 'quota' },
      change: 'ask for *Table-level write throughput limit*, and warm the table up',
    },
    {
      name: 'KMS, symmetric operations',
      ...{ limit: 20_000, perForm: kms, kind: 'quota' },
      change: 'ask for *Cryptographic operations (symmetric) request rate*; then more Regions',
      source: docs('kms/latest/developerguide/requests-per-second.html'),
    },
    {
      name: 'CloudFront, requests of the distribution',
      ...{ limit: 250_000, perForm: callsOfForm + assumptions.pageRequests, kind: 'quota' },
      change: 'ask for *Request rate per distribution*',
      source: docs('AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html'),
    },
  ]
}
