/**
 * Computes the cost of one form from the counted usage of its calls, and from what the deployment adds to each call.
 */
import { assumptions as assumed } from './assumptions.ts'
import type { CostDrivers } from './cost-drivers.ts'
import type { PriceId } from './prices.ts'
import type { StepUsage, Usage } from './usage.ts'

/** The quantity of one billed item that a form uses, in the unit of the item's price. */
export interface FormAmount {
  readonly price: PriceId
  readonly quantity: number
  readonly because: string
}

const million = 1e6
const gigabyte = 1e9

const sum = (steps: readonly StepUsage[], of: (step: StepUsage) => number): number =>
  steps.reduce((total, step) => total + of(step), 0)

/**
 * Estimates the run time of a call. The estimate is too high, because it assumes that requests run one after the other.
 */
export const estimatedMilliseconds = (step: StepUsage): number =>
  assumed.handlerMilliseconds +
  (step.dynamoDbRequests - step.dynamoDbTransactions) * assumed.dynamoDbMilliseconds +
  step.dynamoDbTransactions * assumed.transactionMilliseconds +
  step.kmsRequests * assumed.kmsMilliseconds +
  step.holdingCommands * assumed.holdingMilliseconds +
  assumed.coldStartMilliseconds / assumed.callsPerColdStart

const gigabyteSeconds = (megabytes: number, time: number): number => (megabytes / 1024) * (time / 1000)

/** The run time of the function that serves a page's document. The function only reads who may embed the page. */
const documentMilliseconds =
  assumed.handlerMilliseconds + assumed.dynamoDbMilliseconds + assumed.coldStartMilliseconds / assumed.callsPerColdStart

/**
 * Returns the amounts that one form uses, in the order in which the cost page lists them. Omits amounts that are zero.
 */
export const formAmounts = ({ steps, storedBytes }: Usage, facts: CostDrivers): readonly FormAmount[] => {
  const calls = steps.length
  const requests = calls + assumed.pageRequests
  const authorizerRuns = sum(steps, (step) => step.authorizerRuns)
  const publishes = facts.publisherMemoryMegabytes !== undefined
  const publisherRuns = publishes ? sum(steps, (step) => step.auditRecords) : 0
  const publisherTime = gigabyteSeconds(facts.publisherMemoryMegabytes ?? 0, assumed.publisherMilliseconds)
  const functionTime =
    sum(steps, (step) => gigabyteSeconds(facts.memoryMegabytesOf(step.step), estimatedMilliseconds(step))) +
    authorizerRuns * gigabyteSeconds(facts.memoryMegabytesOf('authorizer'), assumed.authorizerMilliseconds) +
    publisherRuns * publisherTime +
    assumed.documentFetches * gigabyteSeconds(facts.memoryMegabytesOf('serve-page'), documentMilliseconds)
  const dynamoDbRequests = sum(steps, (step) => step.dynamoDbRequests) + assumed.documentFetches
  const apiRequests = calls + assumed.documentFetches
  const kmsRequests = sum(steps, (step) => step.kmsRequests)
  const stored = Object.values(storedBytes).reduce((total, bytes) => total + bytes, 0)
  const recovered = Object.entries(storedBytes).reduce(
    (total, [table, bytes]) => total + (facts.hasPointInTimeRecovery(table) ? bytes : 0),
    0,
  )
  const logBytes =
    sum(steps, (step) => step.logBytes + assumed.accessLogBytes) +
    assumed.documentFetches * (assumed.documentLogBytes + assumed.accessLogBytes) +
    facts.firewallsLoggingAllRequests * requests * assumed.firewallLogBytes
  const sentBytes = assumed.pageBytes + sum(steps, (step) => step.replyBytes)
  const months = assumed.retentionMonths
  const amounts: readonly FormAmount[] = [
    {
      price: 'apiRequests',
      quantity: apiRequests / million,
      because: `${calls} calls, ${assumed.documentFetches} for the HTML document of the page`,
    },
    {
      price: 'edgeRequests',
      quantity: requests / million,
      because: `${calls} calls, ${assumed.pageRequests} for the page`,
    },
    { price: 'edgeFunctions', quantity: calls / million, because: 'one run per call, which adds the caller’s address' },
    { price: 'edgeData', quantity: sentBytes / gigabyte, because: 'the page and the replies' },
    {
      price: 'firewallRequests',
      quantity: (facts.edgeFirewalls * requests + facts.apiFirewalls * apiRequests) / million,
      because: `${facts.edgeFirewalls} web ACL at the edge, ${facts.apiFirewalls} at the API`,
    },
    {
      price: 'functionRequests',
      quantity: (apiRequests + authorizerRuns + publisherRuns) / million,
      because: `${calls} steps, ${assumed.documentFetches} document, ${authorizerRuns} authorizer runs, ${publisherRuns} publisher runs`,
    },
    { price: 'functionTime', quantity: functionTime / million, because: `${functionTime.toFixed(2)} GB-seconds` },
    { price: 'writeUnits', quantity: sum(steps, (step) => step.writeUnits) / million, because: 'counted' },
    {
      price: 'readUnits',
      quantity: (sum(steps, (step) => step.readUnits) + assumed.documentFetches) / million,
      because: 'counted, plus one for the document',
    },
    {
      price: 'tableStorage',
      quantity: (stored / gigabyte) * months,
      because: `${stored} bytes for ${months} months`,
    },
    {
      price: 'tableRecovery',
      quantity: (recovered / gigabyte) * months,
      because: `${recovered} bytes for ${months} months`,
    },
    { price: 'keyRequests', quantity: kmsRequests / million, because: 'one data key generated, one decrypted' },
    {
      price: 'endpointData',
      quantity: (kmsRequests * assumed.kmsBytes) / gigabyte,
      because: 'requests to KMS',
    },
    {
      price: 'holdingUnits',
      quantity: sum(steps, (step) => step.holdingCommands) / million,
      because: 'under 1 KB each',
    },
    {
      price: 'trailDataEvents',
      quantity: facts.logsDataEvents ? dynamoDbRequests / million : 0,
      because: `${dynamoDbRequests} DynamoDB calls`,
    },
    {
      price: 'events',
      quantity: publishes ? sum(steps, (step) => step.publishedEvents) / million : 0,
      because: 'counted',
    },
    {
      price: 'socketMessages',
      quantity: facts.pushesEvents ? sum(steps, (step) => step.publishedEvents) / million : 0,
      because: 'each event, to one open tab',
    },
    { price: 'logData', quantity: logBytes / gigabyte, because: `${logBytes} bytes` },
    {
      price: 'logStorage',
      quantity: (logBytes / gigabyte) * facts.logRetentionMonths,
      because: `for ${facts.logRetentionMonths} months`,
    },
  ]
  return amounts.filter(({ quantity }) => quantity > 0)
}
