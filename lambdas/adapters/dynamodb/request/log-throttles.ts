/**
 * Logs the tables of each request that DynamoDB throttled, in whole or in part. The client and the adapters repeat such
 * a request, so a caller may notice nothing.
 */
import * as z from 'zod/mini'
import type { Log, ThrottleLogLine } from '../../../core/log.ts'
import type { RequestPorts } from './ports.ts'

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const throttlingErrors = ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException']

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const throttlingReasons = ['ProvisionedThroughputExceeded', 'ThrottlingError']

const OfTable = z.object({ TableName: z.string() })
const ByTable = z.record(z.string(), z.unknown())
const TransactItem = z.pipe(
  z.record(z.string(), z.unknown()),
  z.transform((item) => Object.values(item).map((write) => OfTable.safeParse(write).data?.TableName)),
)
const SentRequest = z.object({
  TableName: z.optional(z.string()),
  RequestItems: z.optional(ByTable),
  TransactItems: z.optional(z.array(TransactItem)),
})
const ThrownError = z.object({
  name: z.string(),
  CancellationReasons: z.optional(z.array(z.object({ Code: z.optional(z.string()) }))),
})
const Reply = z.object({ UnprocessedKeys: z.optional(ByTable) })

/** Returns the physical names of the tables that DynamoDB throttled. */
const throttledByError = (error: unknown, request: z.infer<typeof SentRequest>): readonly unknown[] => {
  const { name = '', CancellationReasons: reasons = [] } = ThrownError.safeParse(error).data ?? {}
  const { TableName: table, RequestItems: byTable = {}, TransactItems: items = [] } = request
  if (throttlingErrors.includes(name)) return [table, ...Object.keys(byTable), ...items.flat()]
  return items.filter((_, place) => throttlingReasons.includes(reasons[place]?.Code ?? '')).flat()
}

export function logThrottles<Table extends ThrottleLogLine['table']>(
  { documents, tables }: Pick<RequestPorts<Table>, 'documents' | 'tables'>,
  log: Log,
): void {
  const write = (throttled: readonly unknown[]) => {
    for (const table in tables) if (throttled.includes(tables[table])) log.write({ line: 'throttle', table })
  }
  documents.middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args)
        write(Object.keys(Reply.safeParse(result.output).data?.UnprocessedKeys ?? {}))
        return result
      } catch (error) {
        write(throttledByError(error, SentRequest.safeParse(args.input).data ?? {}))
        throw error
      }
    },
    // Runs for each attempt of a request, around the step that turns a response into an error.
    { step: 'deserialize', priority: 'high', name: 'logThrottles', override: true },
  )
}
