/** API Gateway's events for an opening and a closed socket, and the sign-in that opened it. */
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

/** Nothing when the authorizer was not called, or named no person. */
export const signInOf = ({ requestContext }: SocketEvent): SignInRecord | undefined => {
  const principal = principalFromContext(requestContext.authorizer)
  if (principal?.kind !== 'person') return undefined
  const { kind: _, profile, ...signIn } = principal
  return { ...signIn, ...(profile !== undefined && { profile }) }
}
