/** The input of a use case: the parsed request of a step, and its caller. */
import type * as z from 'zod/mini'
import type { Step } from '../../../contracts/step.ts'
import type { Principal } from '../people/principal.ts'

type Parsed<S extends Pick<Step, 'pathParameters' | 'query' | 'body'>> = {
  readonly path: z.infer<S['pathParameters']>
  readonly query: z.infer<S['query']>
  readonly body: z.infer<S['body']>
  /** The caller's address, as the edge saw it. Used only for rate limits. */
  readonly address: string
  /** The `If-Match` header, unparsed. */
  readonly ifMatch?: string | undefined
}

type AnyStep = Pick<Step, 'pathParameters' | 'query' | 'body' | 'reply'>

/** A request with an access token. */
export type SignedInRequest<S extends AnyStep> = Parsed<S> & { readonly principal: Principal }

/**
 * A request without an access token. Either a visitor proves in the body that the form is theirs, or the step is open
 * to any caller.
 */
export type UnauthenticatedRequest<S extends AnyStep> = Parsed<S>

export type ReplyOf<S extends AnyStep> = z.infer<S['reply']>
