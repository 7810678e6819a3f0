import { channel } from 'node:diagnostics_channel'
import { setImmediate } from 'node:timers/promises'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import { callOperation, type Operations } from './api.ts'

/** The diagnostics channel on which each request in this process is published, because it does not use a network. */
export const requestChannel = 'sealform.embedded-dynamodb.request'

export interface PublishedRequest {
  /** The endpoint of the database that receives the request. */
  readonly endpoint: string
  /** Such as `DynamoDB_20120810.GetItem`. */
  readonly target: string
}

export type InProcessSettings = Required<Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'>>

/**
 * Settings with which a client of the AWS SDK calls the operations in this process. It prepares each request and reads
 * each reply as it does over HTTP, but does not sign requests, because the signature is not checked.
 */
export const inProcessSettings = (operations: Operations, endpoint: string): InProcessSettings => ({
  requestHandler: inProcessHandler(operations, endpoint),
  signer: { sign: async (request) => request },
})

const requests = channel(requestChannel)

const inProcessHandler = (operations: Operations, endpoint: string): InProcessSettings['requestHandler'] => ({
  handle: async ({ headers, body }: HttpRequest) => {
    const target = headers['x-amz-target'] ?? ''
    if (requests.hasSubscribers) requests.publish({ endpoint, target } satisfies PublishedRequest)
    // Let other requests run in between, as they do while a request is on the network.
    await setImmediate()
    const reply = callOperation(operations, target, textOf(body))
    return {
      response: new HttpResponse({
        statusCode: reply.status,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: reply.body,
      }),
    }
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
})

/** Reads the bytes without a method of the body, because the SDK warns of any method of its own body. */
const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString() : String(body)
