/** Records the requests that a local service sends to its database. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import * as z from 'zod/mini'
import { requestChannel } from '../../local/embedded-dynamodb/in-process-settings.ts'
import type { DatabaseService } from './service.ts'

const PublishedRequest = z.object({ endpoint: z.string(), target: z.string() })

/** Runs the work, and returns the names of the database operations that were requested meanwhile, in order. */
export const storageCalls = async (service: DatabaseService, work: () => Promise<unknown>): Promise<string[]> => {
  const calls: string[] = []
  const listen = (message: unknown) => {
    const { endpoint, target } = PublishedRequest.parse(message)
    if (endpoint === service.databaseEndpoint) calls.push(target.replace(/^.*\./, ''))
  }
  subscribe(requestChannel, listen)
  try {
    await work()
  } finally {
    unsubscribe(requestChannel, listen)
  }
  return calls
}
