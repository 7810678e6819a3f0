/**
 * The AWS usage of one call to a step. Usage is counted, never estimated. `tools/cost/usage.json` is the last result of
 * `npm run cost`.
 */
import * as z from 'zod/mini'

const count = () => z.number().check(z.minimum(0))

export const StepUsage = z.strictObject({
  step: z.string(),
  /** The number of DynamoDB requests. A transaction or a batch counts as one request. */
  dynamoDbRequests: count(),
  dynamoDbTransactions: count(),
  /** The number of writes whose condition failed. DynamoDB bills them like successful writes. */
  failedWrites: count(),
  /** The number of DynamoDB requests that concern one of the vault's tables. */
  vaultRequests: count(),
  readUnits: count(),
  writeUnits: count(),
  /** The same units, by the name of the table. */
  readUnitsByTable: z.record(z.string(), count()),
  writeUnitsByTable: z.record(z.string(), count()),
  kmsRequests: count(),
  holdingCommands: count(),
  /** The modelled service time in milliseconds (`modelled-time.ts`), if the authorizer's result is cached. */
  modelledMs: count(),
  /** How often the authorizer runs before the step, if its result is not cached. */
  authorizerRuns: count(),
  auditRecords: count(),
  /** The number of audit records that are published to the event bus. */
  publishedEvents: count(),
  /** The number of messages that are sent to agents' open tabs. */
  socketMessages: count(),
  /** The size of the handler's own log lines. */
  logBytes: count(),
  requestBytes: count(),
  replyBytes: count(),
})
export type StepUsage = z.infer<typeof StepUsage>

export const Usage = z.strictObject({
  /** The calls of one form, in order. */
  steps: z.array(StepUsage),
  /** The other calls of the two pages while the form is filled in: the list, the ticket, progress reports and polls. */
  pageCalls: z.array(StepUsage),
  /** What calls use in addition, to notify agents' open tabs. */
  notifications: z.array(StepUsage),
  /** What runs without a call to the API: the functions of the agent's socket and the publisher, once for each record. */
  background: z.array(StepUsage),
  /** The bytes of the form's audit records in the archive. */
  archivedBytes: count(),
  /** The bytes that one form leaves in each table after its one-time keys are swept. */
  storedBytes: z.record(z.string(), count()),
})
export type Usage = z.infer<typeof Usage>

export const noUsage = (step: string): StepUsage => ({
  step,
  dynamoDbRequests: 0,
  dynamoDbTransactions: 0,
  failedWrites: 0,
  vaultRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  readUnitsByTable: {},
  writeUnitsByTable: {},
  kmsRequests: 0,
  holdingCommands: 0,
  modelledMs: 0,
  authorizerRuns: 0,
  auditRecords: 0,
  publishedEvents: 0,
  socketMessages: 0,
  logBytes: 0,
  requestBytes: 0,
  replyBytes: 0,
})

const addRecords = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) => {
  const sums: Record<string, number> = { ...one }
  for (const [name, amount] of Object.entries(other)) sums[name] = (sums[name] ?? 0) + amount
  return sums
}

/** Adds the counts to those of the usage, in place. */
export const addUsage = (usage: StepUsage, used: Partial<Omit<StepUsage, 'step'>>): void => {
  const { readUnitsByTable = {}, writeUnitsByTable = {}, ...counts } = used
  usage.readUnitsByTable = addRecords(usage.readUnitsByTable, readUnitsByTable)
  usage.writeUnitsByTable = addRecords(usage.writeUnitsByTable, writeUnitsByTable)
  for (const [name, amount] of Object.entries(counts)) {
    if (name in usage) Object.assign(usage, { [name]: amount + Reflect.get(usage, name) })
  }
}
