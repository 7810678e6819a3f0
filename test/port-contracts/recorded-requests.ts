/** A client whose requests are recorded, and whose replies can be lost after the request took effect. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect } from 'vitest'
import * as z from 'zod/mini'

const WireRequest = z.object({
  headers: z.object({ 'x-amz-target': z.string(), 'amz-sdk-invocation-id': z.string() }),
  body: z.union([z.string(), z.instanceof(Uint8Array)]),
})

export interface SentRequest {
  /** `PutItem`, `TransactWriteItems` … */
  readonly operation: string
  /** The same for all attempts of the SDK for one command. */
  readonly invocation: string
  readonly body: string
  readonly token: string | undefined
}

const Body = z.object({ ClientRequestToken: z.optional(z.string()) })

/** The error of a connection that breaks before the reply. */
const lostReplyError = () => Object.assign(new Error('The reply was lost.'), { code: 'ECONNRESET' })

/** Makes the client use such a connection. */
export function recordRequests(
  client: DynamoDBClient,
  isLost: (request: SentRequest, attempt: number) => boolean = () => false,
): { readonly client: DynamoDBClient; readonly sent: readonly SentRequest[] } {
  const sent: SentRequest[] = []
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers, body: bytes } = WireRequest.parse(args.request)
      const body = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)
      const request: SentRequest = {
        operation: headers['x-amz-target'].replace(/^.*\./, ''),
        invocation: headers['amz-sdk-invocation-id'],
        body,
        token: Body.parse(JSON.parse(body)).ClientRequestToken,
      }
      sent.push(request)
      const attempt = sent.filter(({ invocation }) => invocation === request.invocation).length
      const reply = await next(args)
      if (isLost(request, attempt)) throw lostReplyError()
      return reply
    },
    { step: 'deserialize', priority: 'high', name: 'wire' },
  )
  return { client, sent }
}

/** Every transaction has a unique token, and every attempt of the SDK for one transaction has the same. */
export function expectUniqueTokens(sent: readonly SentRequest[]): void {
  const transactions = sent.filter(({ operation }) => operation === 'TransactWriteItems')
  const tokens = new Map<string, Set<string | undefined>>()
  for (const { invocation, token } of transactions) {
    tokens.set(invocation, (tokens.get(invocation) ?? new Set()).add(token))
  }
  expect(transactions).not.toEqual([])
  const ofEach = [...tokens.values()].map((ofOne) => [...ofOne])
  for (const ofOne of ofEach) expect(ofOne).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)])
  expect(new Set(ofEach.flat()).size).toBe(tokens.size)
}
