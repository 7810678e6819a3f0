/** What one call of a step uses of AWS. Counted, never guessed: `tools/cost/usage.json` is what `npm run cost` last counted. */
import * as z from 'zod/mini'

const count = () => z.number().check(z.minimum(0))

export const StepUsage = z.strictObject({
  step: z.string(),
  /** Calls of DynamoDB, a transaction or a batch being one. */
  dynamoDbRequests: count(),
  dynamoDbTransactions: count(),
  readUnits: count(),
  writeUnits: count(),
  kmsRequests: count(),
  holdingCommands: count(),
  /** Whether the authorizer runs before it. */
  authorizerRuns: count(),
  auditRecords: count(),
  /** Of the audit records, those that go to the event bus. */
  publishedEvents: count(),
  /** What the handler itself logs. */
  logBytes: count(),
  requestBytes: count(),
  replyBytes: count(),
})
export type StepUsage = z.infer<typeof StepUsage>

export const Usage = z.strictObject({
  /** The calls of one form, in their order. */
  steps: z.array(StepUsage),
  /** What one form leaves in each table, after the keys are swept up. */
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
  authorizerRuns: 0,
  auditRecords: 0,
  publishedEvents: 0,
  logBytes: 0,
  requestBytes: 0,
  replyBytes: 0,
})
