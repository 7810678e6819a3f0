/**
 * The authorizer of the REST API: identifies the caller. API Gateway caches the result for each token. The principal of
 * a token never changes. Each step checks whether the token has ended, and whether the sign-in is still valid.
 */
import * as z from 'zod/mini'
import { contextOfToken } from '../http/principal-context.ts'
import type { VerifyToken } from './verify-token.ts'

/** The fields of a REQUEST authorizer's event that are used. */
export const AuthorizerEvent = z.object({
  type: z.literal('REQUEST'),
  methodArn: z.string(),
  multiValueHeaders: z.nullish(z.record(z.string(), z.optional(z.array(z.string())))),
})
export type AuthorizerEvent = z.infer<typeof AuthorizerEvent>

/** A policy that allows the methods of the API, and the principal as flat strings. */
export interface Authorization {
  readonly principalId: string
  readonly policyDocument: {
    readonly Version: '2012-10-17'
    readonly Statement: readonly [
      { readonly Action: 'execute-api:Invoke'; readonly Effect: 'Allow'; readonly Resource: string },
    ]
  }
  readonly context: Record<string, string>
}

/**
 * Returns the token of an `Authorization` header (RFC 6750), or nothing if the header is missing, repeated or of
 * another scheme.
 */
export const bearerToken = (authorization: readonly string[]): string | undefined =>
  authorization.length === 1 ? /^bearer +(\S+)$/i.exec(authorization[0] ?? '')?.[1] : undefined

/** Returns the authorization, or nothing if the request has no valid token. */
export const authorizer =
  ({ verifyToken }: { readonly verifyToken: VerifyToken }) =>
  async ({ methodArn, multiValueHeaders }: AuthorizerEvent): Promise<Authorization | undefined> => {
    const token = bearerToken(valuesOf(multiValueHeaders, 'authorization'))
    const principal = token === undefined ? undefined : await verifyToken(token)
    if (token === undefined || principal === undefined) return undefined
    return {
      principalId: `${principal.siteId}#${principal.kind === 'person' ? principal.subject : principal.clientId}`,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: stageArnOf(methodArn) }],
      },
      context: contextOfToken(principal, expiryOf(token)),
    }
  }

/** A cached policy applies to every method. Each step decides which callers it admits. */
const stageArnOf = (methodArn: string): string => `${methodArn.split('/').slice(0, 2).join('/')}/*`

const Claims = z.object({ exp: z.number() })

/** Returns the end of a verified token, in milliseconds, or 0 if it cannot be read. */
const expiryOf = (token: string): number => {
  const claims = Claims.safeParse(jsonOf(token.split('.')[1]))
  return claims.success ? Math.floor(claims.data.exp * 1_000) : 0
}

const jsonOf = (part = ''): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Returns the values of a header. Ignores the case of the name, because the caller chooses it. */
function valuesOf(headers: AuthorizerEvent['multiValueHeaders'], name: string): readonly string[] {
  return Object.entries(headers ?? {}).flatMap(([key, values]) => (key.toLowerCase() === name ? (values ?? []) : []))
}
