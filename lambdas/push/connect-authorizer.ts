/**
 * The authorizer of the WebSocket API: who may open a socket. A page of the service's own origin, through CloudFront, with a
 * ticket that is spent here. API Gateway asks it for every opening; it keeps no answer of such an authorizer.
 */
import * as z from 'zod/mini'
import type { SignInRecord } from '../core/push/connections.ts'
import { principalToContext } from '../http/principal-context.ts'
import type { Authorization } from '../identity/authorizer.ts'

/** The part of the event that counts. */
export const ConnectEvent = z.object({
  type: z.literal('REQUEST'),
  methodArn: z.string(),
  headers: z.nullish(z.record(z.string(), z.optional(z.string()))),
  requestContext: z.object({ requestId: z.string() }),
})
export type ConnectEvent = z.infer<typeof ConnectEvent>

export interface ConnectAuthorizerPorts {
  /** Spends the ticket among the subprotocols that are offered. */
  readonly useTicket: (offered: string | undefined) => Promise<SignInRecord | undefined>
  readonly verifyOriginSecret: (value: string | undefined) => Promise<boolean>
  /** The header in which CloudFront says so, in lower case. */
  readonly originHeader: string
  readonly publicOrigin: string
}

/** What the authorizer answers; nothing when no socket may be opened. A ticket is spent only by who may bring one. */
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

/** Header names come in whatever case. */
const headerOf = (headers: ConnectEvent['headers'], name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]
