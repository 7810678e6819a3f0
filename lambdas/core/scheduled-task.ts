import { faultLogFields } from './fault-log-fields.ts'
import type { Log, TaskLogLine } from './log.ts'

/** The fields that a task reports. Its name and its request id are added to them. */
export type TaskReport = Omit<TaskLogLine, 'line' | 'task' | 'requestId' | 'fault' | 'cause'>

/** A Lambda function that does not serve requests. */
export type Task = (event: unknown, context: { readonly awsRequestId: string }) => Promise<void>

/**
 * Runs a task and logs each of its reports as one line. Logs a fault and throws it again, so that the error metric
 * counts it.
 */
export const loggedTask =
  (name: string, { log }: { readonly log: Log }, work: () => AsyncIterable<TaskReport>): Task =>
  async (_event, { awsRequestId: requestId }) => {
    try {
      for await (const report of work()) log.write({ line: 'task', task: name, requestId, ...report })
    } catch (error) {
      log.write({ line: 'task', task: name, requestId, ...faultLogFields(error) })
      throw error
    }
  }

/**
 * Composes the task at its first call and then reuses it. Importing the module therefore needs no environment
 * variables.
 */
export const lazyTask = (compose: () => Task): Task => {
  let composed: Task | undefined
  return async (event, context) => {
    composed ??= compose()
    return composed(event, context)
  }
}
