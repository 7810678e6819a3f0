/**
 * The authorizer of the WebSocket API. It allows a socket only to a page of the service's own origin, only through
 * CloudFront, and only with a ticket. The authorizer claims the ticket. API Gateway calls the authorizer for every
 * connection and does not cache its result.
 */
import * as z from 'zod/mini'
import type { SignInRecord } from '../core/push/connections.ts'
import { principalToContext } from '../http/principal-context.ts'
import type { Authorization } from '../identity/authorizer.ts'

/** The fields of the event that are used. */
export const ConnectEvent = z.object({
  type: z.literal('REQUEST'),
  methodArn: z.string(),
  headers: z.nullish(z.record(z.string(), z.optional(z.string()))),
  requestContext: z.object({ requestId: z.string() }),
})
export type ConnectEvent = z.infer<typeof ConnectEvent>

export interface ConnectAuthorizerPorts {
  /** Claims the ticket among the offered subprotocols, and returns its sign-in. */
  readonly useTicket: (offered: string | undefined) => Promise<SignInRecord | undefined>
  readonly verifyOriginSecret: (value: string | undefined) => Promise<boolean>
  /** The name of the header that carries CloudFront's secret, in lower case. */
  readonly originHeader: string
  readonly publicOrigin: string
}

/**
 * Returns the authorization, or nothing if the caller may not open a socket. Claims the ticket only after all other
 * checks have passed.
 */
export const connectAuthorizer =
  ({ useTicket, verifyOriginSecret, originHeader, publicOrigin }: ConnectAuthorizerPorts) =>
  async ({ methodArn, headers }: ConnectEvent): Promise<Authorization | undefined> => {
    if (!(await verifyOriginSecret(headerOf(headers, originHeader)))) return undefined
    const origin = headerOf(headers, 'origin')
    if (origin !== undefined && origin !== publicOrigin) return undefined
    const signIn = await useTicket(headerOf(headers, 'sec-websocket-protocol'))
    if (signIn === undefined) return undefined
    const { siteId, subject, profile } = signIn
    return {
      principalId: `${siteId}#${subject}`,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
      },
      context: principalToContext({ kind: 'person', ...signIn, profile }),
    }
  }

/** Returns the header with this name, ignoring case. */
const headerOf = (headers: ConnectEvent['headers'], name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]
