/** What API Gateway tells of a socket as it is opened and once it is closed, and who opened it. */
import * as z from 'zod/mini'
import type { SignInRecord } from '../core/push/connections.ts'
import { principalFromContext } from '../http/principal-context.ts'

export const SocketEvent = z.object({
  requestContext: z.object({
    requestId: z.string(),
    connectionId: z.string().check(z.minLength(1)),
    /** What the authorizer said when the socket was opened. */
    authorizer: z.optional(z.unknown()),
  }),
})
export type SocketEvent = z.infer<typeof SocketEvent>

/** Nobody when the authorizer was not asked, or named no person. */
export const signInOf = ({ requestContext }: SocketEvent): SignInRecord | undefined => {
  const principal = principalFromContext(requestContext.authorizer)
  if (principal?.kind !== 'person') return undefined
  const { kind: _, profile, ...signIn } = principal
  return { ...signIn, ...(profile !== undefined && { profile }) }
}
