import { faultLogFields } from './fault-log-fields.ts'
import type { Log, TaskLogLine } from './log.ts'

/** What a task tells of itself, beside its name. */
export type TaskReport = Omit<TaskLogLine, 'line' | 'task' | 'requestId' | 'fault' | 'cause'>

/** A function that no request calls, as Lambda calls it. */
export type Task = (event: unknown, context: { readonly awsRequestId: string }) => Promise<void>

/** Runs a task and writes its reports, a line each. A fault is told and thrown: whoever counts the function's errors hears of it. */
export const task =
  (name: string, { log }: { readonly log: Log }, work: () => AsyncIterable<TaskReport>): Task =>
  async (_event, { awsRequestId: requestId }) => {
    try {
      for await (const report of work()) log.write({ line: 'task', task: name, requestId, ...report })
    } catch (error) {
      log.write({ line: 'task', task: name, requestId, ...faultLogFields(error) })
      throw error
    }
  }

/** Composes itself at its first call and keeps what it composed; importing its module needs no environment. */
export const lazyTask = (compose: () => Task): Task => {
  let composed: Task | undefined
  return async (event, context) => {
    composed ??= compose()
    return composed(event, context)
  }
}
