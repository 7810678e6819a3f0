/**
 * Computes the cost of one form from the counted usage of its calls, and from what the deployment adds to each call.
 */
import { assumptions as assumed } from './assumptions.ts'
import type { CostDrivers, RecordedEvents } from './cost-drivers.ts'
import { frontMs } from './modelled-time.ts'
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
 * Estimates the run time of a function. The modelled time of a call includes what its requests wait for, some of them at the same
 * time. For other work, the estimate is too high, because it assumes that requests run one after the other.
 */
export const estimatedMilliseconds = (step: StepUsage): number =>
  assumed.handlerMilliseconds +
  (step.modelledMs > 0 ? step.modelledMs - frontMs : waitingMilliseconds(step)) +
  assumed.coldStartMilliseconds / assumed.callsPerColdStart

/** The time of requests that are sent one after the other. Notifications of tabs add it to the call that sends them. */
const waitingMilliseconds = ({ dynamoDbRequests, socketMessages }: StepUsage): number =>
  dynamoDbRequests * assumed.dynamoDbMilliseconds + socketMessages * assumed.deliveryMilliseconds

const gigabyteSeconds = (megabytes: number, time: number): number => (megabytes / 1024) * (time / 1000)

/** The run time of the function that serves a page's document. The function only reads who may embed the page. */
const documentMilliseconds =
  assumed.handlerMilliseconds + assumed.dynamoDbMilliseconds + assumed.coldStartMilliseconds / assumed.callsPerColdStart

/** The sizes of what a form leaves in each table, as DynamoDB bills them. */
const storageOf = ({ storedBytes }: Usage, facts: CostDrivers) => {
  const total = (counts: (table: string) => boolean) =>
    Object.entries(storedBytes).reduce((bytes, [table, each]) => bytes + (counts(table) ? each : 0), 0)
  return {
    standard: total((table) => !facts.isInfrequentAccess(table)),
    infrequent: total(facts.isInfrequentAccess),
    recovered: total(facts.hasPointInTimeRecovery),
  }
}

/** Returns the units of the tables of one class. */
const unitsOf = (
  work: readonly StepUsage[],
  kind: 'readUnitsByTable' | 'writeUnitsByTable',
  counts: (table: string) => boolean,
): number =>
  sum(work, (each) =>
    Object.entries(each[kind]).reduce((units, [table, some]) => units + (counts(table) ? some : 0), 0),
  )

/** Returns the number of pairs of a function and a table that it uses, and for which DynamoDB requests the table's key. */
const usedTablesOf = (work: readonly StepUsage[]): number =>
  new Set(
    work.flatMap(({ step, readUnitsByTable, writeUnitsByTable }) =>
      Object.keys({ ...readUnitsByTable, ...writeUnitsByTable }).map((table) => `${step} ${table}`),
    ),
  ).size

/** Returns the number of a form's DynamoDB requests that a trail records. */
const recordedRequests = (work: readonly StepUsage[], events: RecordedEvents): number => {
  if (events === 'none') return 0
  if (events === 'vault') return sum(work, ({ vaultRequests }) => vaultRequests)
  return sum(work, ({ dynamoDbRequests }) => dynamoDbRequests) + assumed.documentFetches
}

/**
 * Returns the amounts that one form uses, in the order in which the cost page lists them. Omits amounts that are zero.
 * What depends on time instead of forms is divided by a million forms a month.
 */
export const formAmounts = (usage: Usage, facts: CostDrivers): readonly FormAmount[] => {
  const { steps, pageCalls, notifications, archivedBytes } = usage
  const background = usage.background.filter(({ step }) => step !== 'publish-events' || facts.publishesEvents)
  const calls = [...steps, ...pageCalls]
  const runs = [...calls, ...background]
  const work = [...runs, ...notifications]
  const requests = calls.length + assumed.pageRequests + (facts.pushesEvents ? assumed.socketRequests : 0)
  const { authorizerRuns } = assumed
  const events = facts.publishesEvents ? sum(steps, (step) => step.publishedEvents) : 0
  const messages = facts.pushesEvents ? sum(work, (step) => step.socketMessages) : 0
  const functionTime =
    sum(runs, (step) => gigabyteSeconds(facts.memoryMegabytesOf(step.step), estimatedMilliseconds(step))) +
    sum(notifications, (step) => gigabyteSeconds(facts.memoryMegabytesOf(step.step), waitingMilliseconds(step))) +
    sum(background, ({ step }) =>
      step === 'publish-events' ? gigabyteSeconds(facts.memoryMegabytesOf(step), assumed.deliveryMilliseconds) : 0,
    ) +
    authorizerRuns * gigabyteSeconds(facts.memoryMegabytesOf('authorizer'), assumed.authorizerMilliseconds) +
    assumed.documentFetches * gigabyteSeconds(facts.memoryMegabytesOf('serve-page'), documentMilliseconds)
  const apiRequests = calls.length + assumed.documentFetches
  const kmsRequests = sum(steps, (step) => step.kmsRequests)
  const tableKeyRequests = (usedTablesOf(work) * assumed.tableKeyRequestsPerMonth) / million
  const stored = storageOf(usage, facts)
  const isStandard = (table: string) => !facts.isInfrequentAccess(table)
  const recorded = recordedRequests(work, facts.dataEvents)
  const trailed = facts.dataEvents === 'none' && !facts.copiesManagementEvents ? 0 : recorded + kmsRequests
  const copied = recordedRequests(work, facts.copiedDataEvents) + (facts.copiesManagementEvents ? kmsRequests : 0)
  const logBytes =
    sum(calls, (step) => step.logBytes + assumed.accessLogBytes) +
    assumed.documentFetches * (assumed.documentLogBytes + assumed.accessLogBytes) +
    facts.firewallsLoggingAllRequests * requests * assumed.firewallLogBytes +
    copied * assumed.trailRecordBytes
  const sentBytes = assumed.pageBytes + sum(calls, (step) => step.replyBytes)
  const archived = archivedBytes + trailed * assumed.trailRecordBytes * assumed.compressedShare
  const months = assumed.retentionMonths
  const amounts: readonly FormAmount[] = [
    {
      price: 'apiRequests',
      quantity: apiRequests / million,
      because: `${steps.length} calls of the form, ${pageCalls.length} more of the pages, ${assumed.documentFetches} for the HTML document that CloudFront caches`,
    },
    {
      price: 'edgeRequests',
      quantity: requests / million,
      because: `${calls.length} calls, ${assumed.pageRequests} for the page, ${requests - calls.length - assumed.pageRequests} for the socket`,
    },
    {
      price: 'edgeFunctions',
      quantity: (requests - assumed.pageRequests) / million,
      because: 'one run for each call and socket',
    },
    { price: 'edgeData', quantity: sentBytes / gigabyte, because: 'the page and the replies' },
    {
      price: 'firewallRequests',
      quantity: (facts.firewalls * requests) / million,
      because: 'those of CloudFront',
    },
    {
      price: 'functionRequests',
      quantity: (apiRequests + authorizerRuns + background.length) / million,
      because: `${calls.length} steps, ${assumed.documentFetches} document, ${authorizerRuns} authorizer runs, ${background.length} runs of the socket's functions and the publisher`,
    },
    { price: 'functionTime', quantity: functionTime / million, because: `${functionTime.toFixed(2)} GB-seconds` },
    {
      price: 'writeUnits',
      quantity: (unitsOf(work, 'writeUnitsByTable', isStandard) + assumed.lastSeenWrites) / million,
      because: `counted, of which ${sum(work, (step) => step.failedWrites)} writes failed, plus ${assumed.lastSeenWrites} for the agent's activity`,
    },
    {
      price: 'readUnits',
      quantity: (unitsOf(work, 'readUnitsByTable', isStandard) + assumed.documentFetches) / million,
      because: `counted, plus ${assumed.documentFetches} for the document`,
    },
    {
      price: 'infrequentWriteUnits',
      quantity: unitsOf(work, 'writeUnitsByTable', facts.isInfrequentAccess) / million,
      because: 'counted',
    },
    {
      price: 'infrequentReadUnits',
      quantity: unitsOf(work, 'readUnitsByTable', facts.isInfrequentAccess) / million,
      because: 'counted',
    },
    {
      price: 'tableStorage',
      quantity: (stored.standard / gigabyte) * months,
      because: `${stored.standard} bytes for ${months} months`,
    },
    {
      price: 'infrequentStorage',
      quantity: (stored.infrequent / gigabyte) * months,
      because: `${stored.infrequent} bytes for ${months} months`,
    },
    {
      price: 'tableRecovery',
      quantity: (stored.recovered / gigabyte) * months,
      because: `${stored.recovered} bytes for ${months} months`,
    },
    {
      price: 'objectStorage',
      quantity: (archived / gigabyte) * months,
      because: `${archivedBytes} bytes of audit records, ${trailed} records of the trail`,
    },
    {
      price: 'objectWrites',
      quantity: facts.publishesEvents ? assumed.archiveObjectsPerMonth / million / million : 0,
      because: 'audit records, one object a minute',
    },
    {
      price: 'keyRequests',
      quantity: (kmsRequests + tableKeyRequests) / million,
      because: `one data key generated, one decrypted; ${tableKeyRequests.toFixed(2)} of DynamoDB for its tables`,
    },
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
      quantity: recorded / million,
      because: `${recorded} DynamoDB requests`,
    },
    { price: 'events', quantity: events / million, because: 'counted' },
    { price: 'socketMessages', quantity: messages / million, because: 'counted, to one open tab' },
    {
      price: 'secretRequests',
      quantity: facts.pushesEvents ? assumed.secretRequestsPerMonth / million / million : 0,
      because: 'for sockets, once a minute',
    },
    {
      price: 'machineTokens',
      quantity: facts.machineTokensPerMonth / million,
      because: `${facts.machineTokensPerMonth} in a month`,
    },
    {
      price: 'metrics',
      quantity: assumed.busyMetrics / million,
      because: `${assumed.busyMetrics} with data all month`,
    },
    {
      price: 'logData',
      quantity: logBytes / gigabyte,
      because: `${Math.round(logBytes)} bytes, of which ${copied * assumed.trailRecordBytes} of the trail`,
    },
    {
      price: 'logStorage',
      quantity: (logBytes / gigabyte) * assumed.compressedShare * facts.logRetentionMonths,
      because: `compressed, for ${facts.logRetentionMonths} months`,
    },
  ]
  return amounts.filter(({ quantity }) => quantity > 0)
}
