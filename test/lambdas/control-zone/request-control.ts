/** Controls the requests that one call sends to DynamoDB: a test can delay them, or end them as a crash does. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** Sends a request, or does not. `number` is 1 for the first request of the work. */
export type RequestControl = <Reply>(number: number, send: () => Promise<Reply>) => Promise<Reply>

/** Returns a function that runs work whose requests are sent by `control`. */
export function controlRequests(client: DynamoDBClient) {
  const running = new AsyncLocalStorage<{ sent: number; readonly control: RequestControl }>()
  client.middlewareStack.add(
    (next) => async (args) => {
      const work = running.getStore()
      return work === undefined ? await next(args) : await work.control(++work.sent, () => next(args))
    },
    { step: 'initialize', name: 'controlRequests' },
  )
  return <Result>(control: RequestControl, work: () => Promise<Result>): Promise<Result> =>
    running.run({ sent: 0, control }, work)
}

/** Returns a control that ends the process before or after this request, and whether it has. */
export function crashAt(crashing: number, phase: 'before' | 'after') {
  const state = { hasCrashed: false }
  const control: RequestControl = async (number, send) => {
    if (number > crashing || (number === crashing && phase === 'before')) {
      state.hasCrashed = true
      throw new Error('crashed')
    }
    const reply = await send()
    if (number === crashing) state.hasCrashed = true
    if (state.hasCrashed) throw new Error('crashed')
    return reply
  }
  return { control, state }
}
