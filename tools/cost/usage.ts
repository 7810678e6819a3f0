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
  readUnits: count(),
  writeUnits: count(),
  kmsRequests: count(),
  holdingCommands: count(),
  /** The modelled service time in milliseconds (`modelled-time.ts`), if the authorizer's result is cached. */
  modelledMs: count(),
  /** How often the authorizer runs before the step, if its result is not cached. */
  authorizerRuns: count(),
  auditRecords: count(),
  /** The number of audit records that are published to the event bus. */
  publishedEvents: count(),
  /** The size of the handler's own log lines. */
  logBytes: count(),
  requestBytes: count(),
  replyBytes: count(),
})
export type StepUsage = z.infer<typeof StepUsage>

export const Usage = z.strictObject({
  /** The calls of one form, in order. */
  steps: z.array(StepUsage),
  /** The bytes that one form leaves in each table after its one-time keys are swept. */
  storedBytes: z.record(z.string(), count()),
})
export type Usage = z.infer<typeof Usage>

export const noUsage = (step: string): StepUsage => ({
  step,
  dynamoDbRequests: 0,
  dynamoDbTransactions: 0,
  readUnits: 0,
  writeUnits: 0,
  kmsRequests: 0,
  holdingCommands: 0,
  modelledMs: 0,
  authorizerRuns: 0,
  auditRecords: 0,
  publishedEvents: 0,
  logBytes: 0,
  requestBytes: 0,
  replyBytes: 0,
})
