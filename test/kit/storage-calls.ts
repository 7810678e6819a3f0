/** Records the requests that a local service sends to its database, as they leave this process. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import type { DatabaseService } from './service.ts'

const channel = 'http.client.request.start'

const requestIn = (message: unknown): Pick<ClientRequest, 'host' | 'getHeader'> | undefined => {
  const request: unknown =
    typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined
  return isClientRequest(request) ? request : undefined
}

const isClientRequest = (value: unknown): value is ClientRequest =>
  typeof value === 'object' && value !== null && 'getHeader' in value && 'host' in value

/** Runs the work, and returns the names of the database operations that were requested meanwhile, in order. */
export const storageCalls = async (target: DatabaseService, work: () => Promise<unknown>): Promise<string[]> => {
  const { host } = new URL(target.databaseEndpoint)
  const calls: string[] = []
  const listen = (message: unknown) => {
    const request = requestIn(message)
    if (request?.getHeader('host') !== host) return
    calls.push(String(request.getHeader('x-amz-target')).replace(/^.*\./, ''))
  }
  subscribe(channel, listen)
  try {
    await work()
  } finally {
    unsubscribe(channel, listen)
  }
  return calls
}
