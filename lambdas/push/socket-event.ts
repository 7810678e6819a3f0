/** The events that API Gateway sends when a socket opens or closes, and the sign-in that opened the socket. */
import * as z from 'zod/mini'
import type { SignInRecord } from '../core/push/connections.ts'
import { principalFromContext } from '../http/principal-context.ts'

export const SocketEvent = z.object({
  requestContext: z.object({
    requestId: z.string(),
    connectionId: z.string().check(z.minLength(1)),
    /** The context that the authorizer returned when the socket was opened. */
    authorizer: z.optional(z.unknown()),
  }),
})
export type SocketEvent = z.infer<typeof SocketEvent>

/** Returns the sign-in that opened the socket, or nothing if the authorizer was not called or named no person. */
export const signInOf = ({ requestContext }: SocketEvent): SignInRecord | undefined => {
  const principal = principalFromContext(requestContext.authorizer)
  if (principal?.kind !== 'person') return undefined
  const { kind: _, profile, ...signIn } = principal
  return { ...signIn, ...(profile !== undefined && { profile }) }
}
