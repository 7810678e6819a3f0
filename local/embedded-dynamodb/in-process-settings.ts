import { setImmediate } from 'node:timers/promises'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import { callOperation, type Operations } from './api.ts'

export type InProcessSettings = Required<Pick<DynamoDBClientConfig, 'requestHandler' | 'signer'>>

/**
 * Settings with which a client of the AWS SDK calls the operations in this process. It prepares each request and reads
 * each reply as it does over HTTP, but does not sign requests, because the signature is not checked.
 */
export const inProcessSettings = (operations: Operations): InProcessSettings => ({
  requestHandler: inProcessHandler(operations),
  signer: { sign: async (request) => request },
})

const inProcessHandler = (operations: Operations): InProcessSettings['requestHandler'] => ({
  handle: async ({ headers, body }: HttpRequest) => {
    // Let other requests run in between, as they do while a request is on the network.
    await setImmediate()
    const reply = callOperation(operations, headers['x-amz-target'], textOf(body))
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
